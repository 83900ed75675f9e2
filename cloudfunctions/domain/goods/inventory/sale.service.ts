import type { Context } from '../../../platform/context'
import * as hold from '../../../platform/hold'
import { wantOf } from './hold.service'
import { STOCK } from './stock.model'

/** What of an order its stock follows from; the same SKU may stand in several lines. */
export interface HeldOrder {
  readonly _id: string
  readonly lines: readonly { readonly skuId: string; readonly quantity: number }[]
}

/** Turns the holds of a paid order into sales, once: decided by the update that takes the hold off. */
export function sellHolds(ctx: Context, order: HeldOrder): Promise<void> {
  return hold.consumeHolds(ctx, STOCK, order._id, order.lines.map(wantOf))
}

/** Gives the holds of a closed order back, once: decided by the update that takes the hold off. */
export function releaseHolds(ctx: Context, order: HeldOrder): Promise<void> {
  return hold.releaseHolds(ctx, STOCK, order._id, order.lines.map(wantOf))
}

/**
 * Takes sold pieces back into what can be bought, once for each refund; `pieces` by SKU. The goods must have been sold
 * before.
 */
export function restock(
  ctx: Context,
  { _id }: Pick<HeldOrder, '_id'>,
  pieces: ReadonlyMap<string, number>,
  refundNo: string,
): Promise<void> {
  const back = [...pieces].map(([thing, quantity]) => ({ thing, quantity }))
  return hold.giveBackUsed(ctx, STOCK, _id, `restock-${_id}-${refundNo}`, back)
}
