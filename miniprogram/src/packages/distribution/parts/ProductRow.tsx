import { View } from '@tarojs/components'
import { countText } from '@shared/words/count'
import type { SharingProduct } from '@/features/sharing'
import { go } from '@/platform'
import { formatYuan } from '@shared/money'
import { percentOf } from '@shared/words/percent'
import { Button, Picture, Price } from '@/ui'
import './ProductRow.scss'

/** A product in a distributor's list: what it costs, what it earns, and the button that shares it. */
export function ProductRow({ product, onShare }: { product: SharingProduct; onShare: () => void }) {
  const {
    productId,
    name,
    sellingPoint,
    picture,
    priceFen,
    listPriceFen,
    earnFen,
    rateBps,
    salesCount,
    soldOut,
  } = product
  return (
    <View className="d-product" role="link" onClick={() => go('goods/detail', { productId })}>
      <Picture src={picture} size={96} alt={name} {...(soldOut ? { veil: '售罄' } : {})} />
      <View className="d-product__body">
        <View className="d-product__name">{name}</View>
        <View className="d-product__point">
          {salesCount > 0
            ? `已售 ${countText(salesCount)}${sellingPoint ? ` · ${sellingPoint}` : ''}`
            : sellingPoint}
        </View>
        <Price fen={priceFen} wasFen={listPriceFen} size="s" decimals="auto" />
        <View className="d-product__foot">
          <View className="d-product__earn">
            <View className="d-product__earn-sum">{`赚 ¥${formatYuan(earnFen)}`}</View>
            <View className="d-product__earn-rate">{percentOf(rateBps)}</View>
          </View>
          <View
            onClick={(event) => {
              event.stopPropagation()
            }}
          >
            <Button kind="secondary" size="xs" {...(soldOut ? { reason: '已售罄' } : {})} onClick={onShare}>
              分享
            </Button>
          </View>
        </View>
      </View>
    </View>
  )
}
