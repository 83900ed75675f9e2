import { View } from '@tarojs/components'
import { useState } from 'react'
import { pickedAddress, placeText, useAddresses } from '@/features/member'
import { deliveryText, specText, type Product, type SkuChoice } from '@/features/catalog'
import { useSession } from '@/data'
import { go } from '@/platform'
import { Icon, Row, Sheet, type IconName } from '@/ui'

interface ChoicesProps {
  product: Product
  choice: SkuChoice
  onChoose: () => void
}

const PROMISE_ICONS: [RegExp, IconName][] = [
  [/包邮|发货|送|物流/, 'truck'],
  [/溯源|产地|有机/, 'leaf'],
]

/** What is chosen, where it goes, and what the shop promises. */
export function Choices({ product, choice, onChoose }: ChoicesProps) {
  const [promises, setPromises] = useState(false)
  const { data: session } = useSession()
  const addresses = useAddresses()
  const { addressId } = pickedAddress()
  const book = addresses.data?.items ?? []
  const home =
    book.find((item) => item.addressId === addressId) ?? book.find((item) => item.isDefault) ?? book[0]
  const shop = session?.shop
  const { sku, quantity } = choice
  const chosen = sku
    ? [specText(sku.values), `${quantity} 件`].filter(Boolean).join(' · ')
    : `请选 ${product.specs.map((spec) => spec.name).join('、')}`
  const freight = shop && sku ? deliveryText(sku.priceFen * quantity, shop) : ''
  const place = home ? placeText(home).replace(/^[^省]+省/, '') : ''

  return (
    <View className="detail-block">
      <Row label="已选" start value={chosen} onClick={onChoose} />
      {shop && (
        <Row
          label="送至"
          start
          value={[place || '添加收货地址', freight].filter(Boolean).join(' · ')}
          tone={place ? 'ink' : 'faint'}
          onClick={() => go('sale/addresses', { pick: '1', ...(home ? { selected: home.addressId } : {}) })}
        />
      )}
      {shop && shop.promises.length > 0 && (
        <>
          <Row
            start
            value={
              <View className="detail-promises">
                {shop.promises.slice(0, 3).map((promise) => (
                  <View key={promise} className="detail-promises__one">
                    <Icon name={iconOf(promise)} size={15} color="var(--brand)" />
                    {promise}
                  </View>
                ))}
              </View>
            }
            onClick={() => setPromises(true)}
          />
          <Sheet open={promises} onClose={() => setPromises(false)} title="我们承诺">
            {shop.promises.map((promise) => (
              <View key={promise} className="detail-promise">
                <Icon name={iconOf(promise)} size={20} color="var(--brand)" />
                <View className="detail-promise__words">
                  <View className="u-15 u-b">{promise}</View>
                  <View className="u-12 u-c2">{explain(promise, shop.afterSaleDays)}</View>
                </View>
              </View>
            ))}
          </Sheet>
        </>
      )}
    </View>
  )
}

function iconOf(promise: string): IconName {
  return PROMISE_ICONS.find(([pattern]) => pattern.test(promise))?.[1] ?? 'shield'
}

function explain(promise: string, afterSaleDays: number): string {
  if (/无理由|退/.test(promise)) return `签收后 ${afterSaleDays} 天内，商品完好可退，款项原路退回`
  if (/包邮/.test(promise)) return '以结算时的实付商品金额计算，一单一个包裹'
  if (/溯源|产地/.test(promise)) return '从产地直接发出，产地写在商品参数里'
  return '如有疑问，随时找客服'
}
