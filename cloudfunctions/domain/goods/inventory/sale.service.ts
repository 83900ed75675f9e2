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
    order.lines.map(async ({ skuId, quantity }) => {
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
 * Takes sold pieces back into what can be bought, once for each refund. `quantities` by position of the lines;
 * `refundNo` when an order may be refunded in several parts. The goods must have been sold before.
 */
export async function restock(
  ctx: Context,
  order: HeldOrder,
  quantities: readonly number[],
  refundNo = 'all',
): Promise<void> {
  await Promise.all(
    order.lines.map(async ({ skuId }, position) => {
      const quantity = quantities[position] ?? 0
      if (quantity <= 0) return
      const token = `restock-${order._id}-${refundNo}`
      await bookMark(ctx, skuId, token, { delta: quantity, orderId: order._id }, -quantity)
    }),
  )
}
