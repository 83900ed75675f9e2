import { DAY_MS } from '@shared/business-day'

/**
 * Collection `stocks`: the stock of one SKU, `_id` = SKU id (a hot SKU spreads over `skuId`, `skuId.1`, `skuId.2` …).
 * initial + adjusted = available + held + sold, at all times.
 */
export interface StockDoc {
  _id: string
  skuId: string
  productId: string
  /** Which piece of a spread SKU this is; 0 for a SKU with one document. */
  shard: number
  /** Pieces that can be bought now. */
  available: number
  /** Pieces sold and paid for. */
  sold: number
  /** Pieces of placed orders by order number, from placing until they are sold or given back. */
  holds: Record<string, Hold>
  /** At or below this (over all shards) the merchant is warned. */
  safety: number
  /**
   * Adjustments and restockings that were booked, by their token: the same one twice is once. The sweep takes a mark
   * away after `MARK_MS`, when nobody can try it again.
   */
  marks: Record<string, Mark>
  /** Grows with every change. */
  rev: number
  /** Nothing here is older than this instant without having been looked at; `NEVER` when there is nothing. */
  watchAt: number
  /** True until what changed here stands in the product, too (sales count, sold out, low stock). */
  folding: boolean
}

export interface Hold {
  quantity: number
  /** When it was last taken. */
  at: number
  /**
   * How many tries of placing this order count on the hold. One that fails takes itself off, and only the last one
   * gives the pieces back: a repeated request cannot pull the stock from under the one that succeeds.
   */
  claims: number
}

export interface Mark {
  at: number
  /** What it added to `available` in this document. */
  delta: number
  /** The order whose goods came back; absent for an adjustment by the merchant. */
  orderId?: string
}

/** For so long an adjustment or restocking is recognised when it comes again, ms. */
export const MARK_MS = DAY_MS

/** Later than every instant a shop will see (the year 2286), for `watchAt`. */
export const NEVER = 9_999_999_999_999

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
    shard,
    available: init.available,
    sold: init.sold ?? 0,
    holds: {},
    safety: init.safety ?? 0,
    marks: {},
    rev: 0,
    watchAt: NEVER,
    folding: false,
  }
}

export function stockId(skuId: string, shard: number): string {
  return shard === 0 ? skuId : `${skuId}.${shard}`
}

/** Pieces that are held for placed orders. */
export function heldOf(stock: Pick<StockDoc, 'holds'>): number {
  return Object.values(stock.holds).reduce((sum, hold) => sum + hold.quantity, 0)
}
