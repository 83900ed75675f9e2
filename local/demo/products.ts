import { searchTextOf, type ProductDoc, type SkuDoc } from '../../cloudfunctions/domain/goods/catalog'
import { newStock, type StockDoc } from '../../cloudfunctions/domain/goods/inventory'
import type { DemoGoods } from './goods'

const DAY_MS = 86_400_000
/** When the first of them came; the others followed one after the other. */
const FIRST_DAYS_AGO = 288

/** At or below this many pieces the merchant is warned. */
const SAFETY = 10

/** The demo's products. `pictureOf` says where a picture is served. */
export function demoProducts(
  now: number,
  pictureOf: (name: string) => string,
  all: readonly DemoGoods[],
): ProductDoc[] {
  return all.map((goods, i) => {
    const skus = goods.skus.map((sku): SkuDoc => {
      const { skuId, values, priceFen, listPriceFen, costFen } = sku
      return { skuId: `${goods.id}-${skuId}`, values, priceFen, listPriceFen, costFen }
    })
    const available = goods.skus.map((sku) => sku.available)
    return {
      _id: goods.id,
      version: 1,
      name: goods.name,
      sellingPoint: goods.sellingPoint,
      tag: goods.tag ?? '',
      categoryId: goods.categoryId,
      pictures: goods.pictures.map(pictureOf),
      specs: goods.specs,
      skus,
      priceFen: Math.min(...skus.map((sku) => sku.priceFen)),
      origin: goods.origin,
      attributes: goods.attributes.map(([name, value]) => ({ name, value })),
      detail: detailOf(goods, pictureOf),
      listed: goods.listed ?? true,
      everListed: true,
      searchText: searchTextOf({ name: goods.name, sellingPoint: goods.sellingPoint, tag: goods.tag ?? '' }),
      soldOut: available.every((pieces) => pieces === 0),
      lowStock: available.some((pieces) => pieces <= SAFETY),
      salesCount: goods.skus.reduce((sum, sku) => sum + sku.sold, 0),
      stockRev: 0,
      sort: (i + 1) * 10,
      createdAt: now - Math.round((FIRST_DAYS_AGO * (all.length - i)) / all.length) * DAY_MS,
    }
  })
}

/** A paragraph, the first picture, the others' paragraphs with a second picture between them. */
function detailOf(
  { paragraphs, pictures }: DemoGoods,
  pictureOf: (name: string) => string,
): ProductDoc['detail'] {
  const texts = paragraphs.map((text) => ({ text }))
  const [first, second] = pictures.map((name) => ({ picture: pictureOf(name) }))
  return [
    ...texts.slice(0, 1),
    ...(first ? [first] : []),
    ...texts.slice(1, 3),
    ...(second ? [second] : []),
    ...texts.slice(3),
  ]
}

export function demoStocks(all: readonly DemoGoods[]): StockDoc[] {
  return all.flatMap((goods) =>
    goods.skus.map(({ skuId, available, sold }) =>
      newStock({ skuId: `${goods.id}-${skuId}`, productId: goods.id, available, sold, safety: SAFETY }),
    ),
  )
}
