import { View } from '@tarojs/components'
import type { Overview } from '@/features/overview/merchant'
import { useSession } from '@/data'
import { shopLine, ShopLogo } from '@/features/shop'

/** Whose shop it is and who is looking at it. */
export function ShopHead({ overview }: { overview: Overview }) {
  const slogan = useSession().data?.shop.slogan ?? ''
  return (
    <View className="p-merchant__head">
      <ShopLogo size={36} />
      <View className="p-merchant__who">
        <View className="p-merchant__shop">{shopLine({ name: overview.shopName, slogan })}</View>
        <View className="u-11 u-c2 u-one">{`${overview.staffName} · 店家工作台`}</View>
      </View>
    </View>
  )
}
