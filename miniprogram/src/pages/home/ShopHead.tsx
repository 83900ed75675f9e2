import { View } from '@tarojs/components'
import type { Shop } from '@shared/contract/settings/schema'
import { shopDay } from '@/features/shop'
import { serverNow } from '@/platform'
import { Logo } from '@/ui'

/** The shop's name in serif and its day. Its place stays while the name is not known yet. */
export function ShopHead({ shop }: { shop: Shop | undefined }) {
  return (
    <View className="home-shop">
      <Logo size={24} />
      {shop && (
        <>
          <View className="home-shop__name">{shop.name}</View>
          <View className="home-shop__note">{`${shop.slogan} · 第 ${shopDay(shop.openedAt, serverNow())} 天`}</View>
        </>
      )}
    </View>
  )
}
