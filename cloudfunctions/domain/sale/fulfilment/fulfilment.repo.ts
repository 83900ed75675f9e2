import type { Context } from '../../../platform/context'
import { follow, ORDERS, type OrderDoc } from '../order'

/** `paid → shipped`; `null` when it is not waiting for shipment (any more). */
export function markShipped(
  ctx: Context,
  orderId: string,
  shipment: { courier: string; waybill: string },
  autoReceiveAt: number,
): Promise<OrderDoc | null> {
  const now = ctx.clock.now()
  return ctx.db.changeAndGet<OrderDoc>(
    ORDERS,
    { _id: orderId, state: 'paid', refundState: 'none' },
    {
      state: 'shipped',
      shippedAt: now,
      shipment: ctx.db._.set({ ...shipment, shippedAt: now }),
      dueAt: autoReceiveAt,
      ...follow(ctx, { transition: 'shipped', key: '1' }),
    },
  )
}

/** `shipped → received`: the commission's release follows. `buyerId` is checked when the buyer says so. */
export function markReceived(
  ctx: Context,
  orderId: string,
  completesAt: number,
  buyerId?: string,
): Promise<OrderDoc | null> {
  return ctx.db.changeAndGet<OrderDoc>(
    ORDERS,
    { _id: orderId, state: 'shipped', refundState: 'none', ...(buyerId === undefined ? {} : { buyerId }) },
    {
      state: 'received',
      receivedAt: ctx.clock.now(),
      dueAt: completesAt,
      ...follow(ctx, { transition: 'received' }),
    },
  )
}

/** `received → completed`. */
export function markCompleted(ctx: Context, orderId: string): Promise<number> {
  const change = { state: 'completed', completedAt: ctx.clock.now(), dueAt: ctx.db._.remove() }
  return ctx.db.change(ORDERS, { _id: orderId, state: 'received', refundState: 'none' }, change)
}
