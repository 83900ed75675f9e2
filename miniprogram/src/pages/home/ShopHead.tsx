import { View } from '@tarojs/components'
import type { Shop } from '@shared/contract/settings/schema'
import { shopDay, ShopLogo } from '@/features/shop'
import { serverNow } from '@/platform'

/** The shop's name in serif and its day. Its place stays while the name is not known yet. */
export function ShopHead({ shop }: { shop: Shop | undefined }) {
  const day = shop && !shop.closed && `第 ${shopDay(shop.openedAt, serverNow())} 天`
  return (
    <View className="home-shop">
      <ShopLogo size={24} />
      {shop && (
        <>
          <View className="home-shop__name">{shop.name}</View>
          <View className="home-shop__note">{[shop.slogan, day].filter(Boolean).join(' · ')}</View>
        </>
      )}
    </View>
  )
}
