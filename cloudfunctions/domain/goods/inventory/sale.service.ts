import type { Context } from '../../../platform/context'
import { bookMark, endHold, orderStocks } from './stock.repo'

/** What of an order its stock follows from. */
export interface HeldOrder {
  readonly _id: string
  readonly lines: readonly { readonly skuId: string; readonly quantity: number }[]
}

/** Turns the holds of a paid order into sales, once: decided by the update that takes the hold off. */
export async function sellHolds(ctx: Context, order: HeldOrder): Promise<void> {
  await endHolds(ctx, order, true)
}

/** Gives the holds of a closed order back, once: decided by the update that takes the hold off. */
export async function releaseHolds(ctx: Context, order: HeldOrder): Promise<void> {
  await endHolds(ctx, order, false)
}

async function endHolds(ctx: Context, order: HeldOrder, sell: boolean): Promise<void> {
  const orderId = order._id
  await Promise.all(
    [...piecesOf(order)].map(async ([skuId, quantity]) => {
      // Nearly every SKU has one document: one trip.
      const single = { id: skuId, orderId, quantity, sold: sell ? quantity : 0 }
      if (await endHold(ctx, single)) return
      let unsold = sell ? quantity : 0
      for (const stock of await orderStocks(ctx, skuId, orderId)) {
        const hold = stock.holds?.[orderId]
        if (!hold) continue
        // A repeated request may have held a second time on another document: never sell more than was ordered.
        const sold = Math.min(hold.quantity, unsold)
        if (await endHold(ctx, { id: stock._id, orderId, quantity: hold.quantity, sold })) unsold -= sold
      }
    }),
  )
}

/**
 * Takes sold pieces back into what can be bought, once for each refund; `pieces` by SKU. The goods must have been sold
 * before.
 */
export async function restock(
  ctx: Context,
  { _id }: Pick<HeldOrder, '_id'>,
  pieces: ReadonlyMap<string, number>,
  refundNo: string,
): Promise<void> {
  const token = `restock-${_id}-${refundNo}`
  await Promise.all(
    [...pieces].map(([skuId, quantity]) =>
      bookMark(ctx, skuId, token, { delta: quantity, orderId: _id }, -quantity),
    ),
  )
}

/** What an order has of each SKU, over all its lines. */
function piecesOf({ lines }: HeldOrder): Map<string, number> {
  const pieces = new Map<string, number>()
  for (const { skuId, quantity } of lines) pieces.set(skuId, (pieces.get(skuId) ?? 0) + quantity)
  return pieces
}
