import { searchTextOf, type ProductDoc, type SkuDoc } from '../../cloudfunctions/domain/goods/catalog'
import { newStock, type StockDoc } from '../../cloudfunctions/domain/goods/inventory'
import { GOODS } from './goods'
import type { DemoGoods } from './goods-model'

const DAY_MS = 86_400_000

/** At or below this many pieces the merchant is warned. */
const SAFETY = 10

/** The demo's products. `pictureOf` says where a picture is served. */
export function demoProducts(now: number, pictureOf: (name: string) => string): ProductDoc[] {
  return GOODS.map((goods, i) => {
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
      pictures: [pictureOf(goods.picture)],
      specs: goods.specs,
      skus,
      priceFen: Math.min(...skus.map((sku) => sku.priceFen)),
      origin: goods.origin,
      attributes: goods.attributes.map(([name, value]) => ({ name, value })),
      detail: [
        ...goods.paragraphs.slice(0, 1).map((text) => ({ text })),
        { picture: pictureOf(goods.picture) },
        ...goods.paragraphs.slice(1).map((text) => ({ text })),
      ],
      listed: true,
      everListed: true,
      searchText: searchTextOf({ name: goods.name, sellingPoint: goods.sellingPoint, tag: goods.tag ?? '' }),
      soldOut: available.every((pieces) => pieces === 0),
      lowStock: available.some((pieces) => pieces <= SAFETY),
      salesCount: goods.skus.reduce((sum, sku) => sum + sku.sold, 0),
      stockRev: 0,
      sort: (i + 1) * 10,
      createdAt: now - (GOODS.length - i) * 9 * DAY_MS,
    }
  })
}

export function demoStocks(): StockDoc[] {
  return GOODS.flatMap((goods: DemoGoods) =>
    goods.skus.map(({ skuId, available, sold }) =>
      newStock({ skuId: `${goods.id}-${skuId}`, productId: goods.id, available, sold, safety: SAFETY }),
    ),
  )
}
