import { formatYuan } from '@shared/money'
import { pathOf, type ShareCard } from '@/platform'
import type { Share } from './hooks'

/** The card of a product under a promoter's code; `words` are what the promoter says about it. */
export function cardOf(share: Share, productId: string, words = ''): ShareCard {
  const said = words.trim()
  const price = share.priceFen === undefined ? '' : ` ¥${formatYuan(share.priceFen, { decimals: 'auto' })}`
  return {
    title: `${share.title}${price}${said ? `，${said}` : ''}`,
    path: pathOf('product', { productId, scene: share.code }),
    desc: said || share.sellingPoint,
    ...(share.picture ? { imageUrl: share.picture } : {}),
  }
}

/** Words to paste into a chat beside the card or the poster. */
export function copyTextOf(share: Share, shopName: string, words = ''): string {
  const price = share.priceFen === undefined ? '' : `¥${formatYuan(share.priceFen, { decimals: 'auto' })}`
  const before =
    share.listPriceFen !== undefined && share.listPriceFen > (share.priceFen ?? 0)
      ? `（平时 ¥${formatYuan(share.listPriceFen, { decimals: 'auto' })}）`
      : ''
  return [
    share.sellingPoint ? `${share.title}｜${share.sellingPoint}` : share.title,
    price + before,
    words.trim(),
    `${share.sharerName} 推荐 · ${shopName}`,
  ]
    .filter(Boolean)
    .join('\n')
}
