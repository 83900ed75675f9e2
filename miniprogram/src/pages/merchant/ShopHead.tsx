import { View } from '@tarojs/components'
import type { Overview } from '@/features/overview/merchant'
import { useSession } from '@/data'
import { Logo } from '@/ui'

/** Whose shop it is and who is looking at it. */
export function ShopHead({ overview }: { overview: Overview }) {
  const slogan = useSession().data?.shop.slogan
  return (
    <View className="p-merchant__head">
      <Logo size={36} />
      <View className="p-merchant__who">
        <View className="p-merchant__shop">
          {slogan ? `${overview.shopName} · ${slogan}` : overview.shopName}
        </View>
        <View className="u-11 u-c2 u-one">{`${overview.staffName} · 店家工作台`}</View>
      </View>
    </View>
  )
}
