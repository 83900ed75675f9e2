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
  holds: Record<string, { quantity: number; at: number }>
  /** At or below this the merchant is warned. */
  safety: number
  /** Tokens of the latest adjustments: the same one twice is once. */
  adjustments: string[]
}
