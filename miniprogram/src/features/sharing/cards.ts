import { formatYuan } from '@shared/money'
import type { Session } from '@/data'
import type { Product } from '@/features/catalog'
import { shopLine } from '@/features/shop'
import { pathOf, type ShareCard } from '@/platform'
import type { Share } from './hooks'

/** The card of a product as its page sends it; a distributor's carries their code. */
export function productCard(product: Product, code: Share['code'] | undefined): ShareCard {
  const picture = product.pictures[0]
  return {
    title: product.sellingPoint ? `${product.name}｜${product.sellingPoint}` : product.name,
    path: pathOf('goods/detail', { productId: product.productId, ...(code ? { scene: code } : {}) }),
    desc: product.sellingPoint,
    ...(picture ? { imageUrl: picture } : {}),
  }
}

/** The card of the shop. */
export function homeCard(
  session: Session | undefined,
  code: string | undefined,
  picture?: string,
): ShareCard {
  const path = pathOf('home')
  return {
    title: (session && shopLine(session.shop)) || '榕铺',
    path: code ? `${path}?scene=${encodeURIComponent(code)}` : path,
    desc: session?.shop.slogan ?? '',
    ...(picture ? { imageUrl: picture } : {}),
  }
}

/** The card of a product under a distributor's code; `words` are what the distributor says about it. */
export function cardOf(share: Share, productId: string, words = ''): ShareCard {
  const said = words.trim()
  const price = share.priceFen === undefined ? '' : ` ¥${formatYuan(share.priceFen, { decimals: 'auto' })}`
  return {
    title: `${share.title}${price}${said ? `，${said}` : ''}`,
    path: pathOf('goods/detail', { productId, scene: share.code }),
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
