import { newHolding, type Holding, type HoldStore } from '../../../platform/hold'
import type { Trailed } from '../../../platform/trail'

export { heldOf, MARK_MS, NEVER, type Hold } from '../../../platform/hold'

/**
 * Collection `stocks`: the stock of one SKU, `_id` = SKU id (a hot SKU spreads over `skuId`, `skuId.1`, `skuId.2` …).
 * It is held under the numbers of orders, from placing until they are paid or closed.
 * initial + adjusted = available + held + sold, at all times.
 */
export interface StockDoc extends Holding, Trailed {
  skuId: string
  productId: string
  /** Pieces sold and paid for. */
  sold: number
  /** At or below this (over all shards) the merchant is warned. */
  safety: number
  /** True until what changed here stands in the product, too (sales count, sold out, low stock). */
  folding: boolean
}

export const STOCK: HoldStore<'stocks'> = {
  collection: 'stocks',
  thing: 'skuId',
  used: 'sold',
  idOf: stockId,
  // The product hears of every change.
  touch: { folding: true },
}

/** A stock document as it begins its life with `available` pieces. */
export function newStock(init: {
  skuId: string
  productId: string
  available: number
  sold?: number
  safety?: number
  shard?: number
}): StockDoc {
  const shard = init.shard ?? 0
  return {
    _id: stockId(init.skuId, shard),
    skuId: init.skuId,
    productId: init.productId,
    ...newHolding(init.available, shard),
    sold: init.sold ?? 0,
    safety: init.safety ?? 0,
    folding: false,
  }
}

export function stockId(skuId: string, shard: number): string {
  return shard === 0 ? skuId : `${skuId}.${shard}`
}
