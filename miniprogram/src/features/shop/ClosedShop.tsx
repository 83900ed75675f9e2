import { View } from '@tarojs/components'
import type { Shop } from '@shared/contract/settings/schema'
import { useFreshOnShow, useReenter } from '@/data'
import { go, useDidShow } from '@/platform'
import { Empty } from '@/ui'
import { useContact } from './contact'
import { ShopLogo } from './ShopLogo'
import './ClosedShop.scss'

/** In place of the mall, while the shop is not open: nobody's yet, or being prepared. */
export function ClosedShop({ shop: { closed, name, slogan } }: { shop: Shop }) {
  const contact = useContact()
  const reenter = useReenter()
  // Whoever comes back has come to see whether it is open by now, and what stands in it.
  useDidShow(() => void reenter())
  useFreshOnShow('catalog')
  if (closed === 'ownerless')
    return (
      <Empty
        art="shop"
        title="这间店还没有主人"
        text="店主请填开店码，向帮你装店的人要"
        action="填开店码"
        onAction={() => go('merchant-shop/claim')}
      />
    )
  return (
    <Empty
      art="shop"
      title={
        <>
          {name && (
            <View className="shop-closed u-serif u-20">
              <ShopLogo size={32} />
              {name}
            </View>
          )}
          正在布置，快开张了
        </>
      }
      text={slogan}
      action="联系店家"
      openType="contact"
      onAction={contact}
    />
  )
}
