import { planRefund, refundNoOf } from '../../cloudfunctions/domain/sale/refund'
import type { OrderDoc, RefundDoc } from '../../cloudfunctions/domain/sale/order'

const MINUTE_MS = 60_000

/** Refunds a whole order, as the merchant does before it is shipped. */
export function refunded(order: OrderDoc, at: number, reason: string): OrderDoc {
  const { shippedAt: _s, receivedAt: _r, completedAt: _c, dueAt: _d, ...paid } = order
  return wholly({ ...paid, state: 'paid', parcels: {}, goodsRevision: 0 }, at, reason)
}

/** Refunds a whole order that the buyer has received; one that was not completed by then never is. */
export function returned(order: OrderDoc, at: number, reason: string): OrderDoc {
  const { completedAt, dueAt: _, ...rest } = order
  const completed = completedAt !== undefined && completedAt <= at
  return wholly({ ...rest, ...(completed ? { completedAt } : { state: 'received' }) }, at, reason)
}

function wholly(order: OrderDoc, at: number, reason: string): OrderDoc {
  const plan = planRefund(order, { kind: 'whole' })
  if (plan.kind === 'refuse') throw new Error(`nothing of ${order._id} can go back`)
  const refund: RefundDoc = {
    refundNo: refundNoOf(order._id),
    kind: 'order',
    transactionId: order.transactionId ?? '',
    amountFen: plan.amountFen,
    freightFen: plan.freightFen,
    lines: plan.lines,
    reason,
    state: 'succeeded',
    requestedBy: 'merchant',
    requestedAt: at,
    succeededAt: at + MINUTE_MS,
  }
  return {
    ...order,
    live: false,
    goodsRevision: order.goodsRevision + 1,
    refundableFen: order.refundableFen - plan.amountFen,
    refunds: { [refund.refundNo]: refund },
    refunded: true,
    refundsDone: 1,
    refundsAcceptedAt: [at],
  }
}
