import { View } from '@tarojs/components'
import { formatYuan } from '@shared/money'
import { roughCount } from '@shared/words/count'
import { isSoldOut, priceFrom, type Product, type SkuChoice } from '@/features/catalog'
import { useEarning } from '@/features/sharing'
import { useSession } from '@/data'
import { go } from '@/platform'
import { Button, Icon, OldPrice, Notice, Price, ShareButton, Tag } from '@/ui'

interface HeadlineProps {
  product: Product
  choice: SkuChoice
  share: () => Promise<boolean>
}

/** Price, name, and who recommends it. */
export function Headline({ product, choice, share }: HeadlineProps) {
  const session = useSession()
  const lowest = priceFrom(product)
  const { sku } = choice
  const priceFen = sku?.priceFen ?? lowest.priceFen
  const listPriceFen = sku ? sku.listPriceFen : lowest.listPriceFen
  const { title, line } = wordsOf(product)
  const recommendedBy = session.data?.recommendedBy
  return (
    <View className="detail-head">
      <View className="detail-head__prices">
        <View className="detail-head__price">
          <Price fen={priceFen} size="xl" />
          {listPriceFen > priceFen && <OldPrice fen={listPriceFen} large />}
          {product.tag && <Tag tone="red">{product.tag}</Tag>}
          {!product.listed && <Tag tone="gray">已下架</Tag>}
          {product.listed && isSoldOut(product) && <Tag tone="gray">已售罄</Tag>}
        </View>
        {product.salesCount > 0 && (
          <View className="detail-head__sold">{`已售 ${roughCount(product.salesCount)}`}</View>
        )}
      </View>
      <View className="detail-head__title">
        <View className="detail-head__name">{title}</View>
        <ShareButton share={share} className="detail-head__share">
          <Icon name="share" />
          <View className="detail-head__share-word">分享</View>
        </ShareButton>
      </View>
      {line && <View className="detail-head__point">{line}</View>}
      {recommendedBy && (
        <View className="detail-head__by">
          <Icon name="leaf" size={14} />
          <View className="detail-head__by-words">{`「${recommendedBy}」推荐 · 价格与自行购买一致`}</View>
        </View>
      )}
      <EarningBar productId={product.productId} />
    </View>
  )
}

/** As much stands in two lines of the title. */
const TITLE_MOST = 32

/** Name and selling point in one breath, unless the name alone is long. */
function wordsOf({ name, sellingPoint, origin }: Product): { title: string; line: string } {
  const whole = [name, ...sellingPoint.split(/\s*·\s*/)].filter(Boolean).join(' ')
  if (whole.length <= TITLE_MOST) return { title: whole, line: origin }
  return { title: name, line: [sellingPoint, origin].filter(Boolean).join(' · ') }
}

/** Only an active distributor's page asks what it earns, and only theirs shows it. */
function EarningBar({ productId }: { productId: string }) {
  const { data } = useEarning(productId)
  if (!data) return null
  const open = () => go('distribution/poster', { productId })
  return (
    <View className="detail-earn" role="link" onClick={open}>
      <Notice
        tone="gold"
        icon="gift"
        // The bar around it hears the tap: with one of its own it would open two pages.
        action={
          <Button kind="gold" size="xs">
            去分享
          </Button>
        }
      >
        <View className="detail-earn__line">
          推广赚
          <View className="detail-earn__fen">{`¥${formatYuan(data.earnFen)}`}</View>
          <View className="detail-earn__rate">{`佣金 ${rateText(data.rateBps)}`}</View>
        </View>
      </Notice>
    </View>
  )
}

/** 1250 → `12.5%`. */
function rateText(bps: number): string {
  return `${formatYuan(bps, { decimals: 'auto' })}%`
}
