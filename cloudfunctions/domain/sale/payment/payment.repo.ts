import type { Context } from '../../../platform/context'
import { fieldKey } from '../../../platform/field-key'
import { inPace, noted, type Pace } from '../../../platform/throttle'
import { follow, ORDERS } from '../order'
import type { OrderDoc, RefundDoc } from '../order/order.model'
import type { CompletePayment } from './payment.rules'

/**
 * How often WeChat Pay is asked about one order at its buyer's wish. A client that waits for its payment asks every
 * three seconds for half a minute.
 */
export const ASK_PACE: Pace = { times: 20, inMs: 60_000 }

/**
 * Reads an order of this buyer and notes that WeChat Pay may be asked about it: one trip. `null` when it was too often.
 */
export function readToAsk(ctx: Context, buyerId: string, orderId: string): Promise<OrderDoc | null> {
  const where = { _id: orderId, buyerId, ...inPace(ctx, 'asks', ASK_PACE) }
  return ctx.db.changeAndGet(ORDERS, where, { asks: noted(ctx, ASK_PACE) })
}

/**
 * Notes that WeChat Pay is about to be asked to prepare the payment; `null` unless the order is this buyer's,
 * unpaid and not expired, and it was not asked too often. From here on the order has to be closed at WeChat Pay, too.
 */
export function notePrepay(
  ctx: Context,
  buyerId: string,
  orderId: string,
  { prepay, dueAt }: Pick<OrderDoc, 'dueAt'> & Required<Pick<OrderDoc, 'prepay'>>,
): Promise<OrderDoc | null> {
  const { _ } = ctx.db
  const now = ctx.clock.now()
  return ctx.db.changeAndGet(
    ORDERS,
    {
      _id: orderId,
      buyerId,
      state: 'pending_payment',
      payFen: _.gt(0),
      expiresAt: _.gt(now),
      ...inPace(ctx, 'asks', ASK_PACE),
    },
    { prepay: _.set(prepay), dueAt, asks: noted(ctx, ASK_PACE) },
  )
}

/**
 * The one claim of a payment: `pending_payment → paid`, only for the whole amount from the buyer, together with
 * everything that follows from it. `null` when the order does not stand like that.
 */
export function claimPaid(ctx: Context, payment: CompletePayment): Promise<OrderDoc | null> {
  return ctx.db.changeAndGet(
    ORDERS,
    {
      _id: payment.orderId,
      state: 'pending_payment',
      payFen: payment.totalFen,
      buyerId: payment.openid,
    },
    {
      state: 'paid',
      slot: payment.orderId,
      paidAt: payment.paidAt ?? ctx.clock.now(),
      transactionId: payment.transactionId,
      dueAt: ctx.db._.remove(),
      ...follow(ctx, { transition: 'paid' }),
    },
  )
}

/**
 * An order without anything to pay is paid by the claim alone: `pending_payment → paid`. `null` when it does not stand
 * like that.
 */
export function claimFree(ctx: Context, buyerId: string, orderId: string): Promise<OrderDoc | null> {
  const { _ } = ctx.db
  const now = ctx.clock.now()
  return ctx.db.changeAndGet(
    ORDERS,
    { _id: orderId, buyerId, state: 'pending_payment', payFen: 0, expiresAt: _.gt(now) },
    { state: 'paid', slot: orderId, paidAt: now, dueAt: _.remove(), ...follow(ctx, { transition: 'paid' }) },
  )
}

/** The number of the refund that a payment of a closed order gets: one for ever. */
export const lateRefundNo = (orderId: string): string => `L${orderId}`
/** The number of the refund that the second payment of an order gets: one a transaction. */
export const secondRefundNo = (transactionId: string): string => `S${transactionId}`

/** Claims the refund of a payment that met a closed order; `null` when it was claimed before. */
export function claimLateRefund(ctx: Context, payment: CompletePayment): Promise<OrderDoc | null> {
  const { _ } = ctx.db
  const refundNo = lateRefundNo(payment.orderId)
  return ctx.db.changeAndGet(
    ORDERS,
    {
      _id: payment.orderId,
      state: 'closed',
      // A closed order with a transaction was paid and refunded, or met its late payment already.
      transactionId: _.exists(false),
      [`refunds.${fieldKey(refundNo)}`]: _.exists(false),
    },
    {
      transactionId: payment.transactionId,
      [`refunds.${fieldKey(refundNo)}`]: _.set(systemRefund(ctx, payment, refundNo, 'late')),
      refunded: true,
      refundsUnsettled: _.inc(1),
      ...follow(ctx, { transition: 'returning', key: refundNo }),
    },
  )
}

/** Claims the refund of a payment that met an order which another transaction has paid. */
export function claimSecondRefund(ctx: Context, payment: CompletePayment): Promise<OrderDoc | null> {
  const { _ } = ctx.db
  const refundNo = secondRefundNo(payment.transactionId)
  return ctx.db.changeAndGet(
    ORDERS,
    {
      _id: payment.orderId,
      transactionId: _.nin([payment.transactionId, null]),
      [`refunds.${fieldKey(refundNo)}`]: _.exists(false),
    },
    {
      [`refunds.${fieldKey(refundNo)}`]: _.set(systemRefund(ctx, payment, refundNo, 'second')),
      ...follow(ctx, { transition: 'returning', key: refundNo }),
    },
  )
}

function systemRefund(
  ctx: Context,
  payment: CompletePayment,
  refundNo: string,
  kind: 'late' | 'second',
): RefundDoc {
  return {
    refundNo,
    kind,
    transactionId: payment.transactionId,
    amountFen: payment.totalFen,
    reason: kind === 'late' ? '订单已关闭，款项原路退回' : '重复支付，款项原路退回',
    state: 'owed',
    requestedBy: 'system',
    requestedAt: ctx.clock.now(),
    freightFen: 0,
    lines: [],
  }
}

/**
 * `pending_payment → closed`; the stock comes back as an effect. `prepaid` is what the caller saw of `prepay`: a
 * payment that was prepared since is not closed over. `null` when the order does not stand like that.
 */
export function markClosed(
  ctx: Context,
  orderId: string,
  reason: 'buyer' | 'timeout',
  prepaid: number | null,
): Promise<OrderDoc | null> {
  const { _ } = ctx.db
  return ctx.db.changeAndGet(
    ORDERS,
    {
      _id: orderId,
      state: 'pending_payment',
      ...(prepaid === null ? { prepay: _.exists(false) } : { 'prepay.at': prepaid }),
    },
    {
      state: 'closed',
      // One that the buyer has cancelled keeps it for a while: see `checkout/unpaid.rules`.
      ...(reason === 'timeout' && { slot: orderId }),
      closedAt: ctx.clock.now(),
      closeReason: reason,
      dueAt: _.remove(),
      ...follow(ctx, { transition: 'closed' }),
    },
  )
}

/** Puts the next look at an unpaid order off, and counts this one. */
export async function noteAsked(ctx: Context, order: OrderDoc, dueAt: number): Promise<void> {
  const where = { _id: order._id, state: 'pending_payment' }
  if (!order.prepay) await ctx.db.change(ORDERS, where, { dueAt })
  else {
    await ctx.db.change(
      ORDERS,
      { ...where, 'prepay.at': order.prepay.at },
      { dueAt, 'prepay.asked': ctx.db._.inc(1) },
    )
  }
}
