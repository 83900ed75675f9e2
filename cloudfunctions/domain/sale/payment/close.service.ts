import { AppError } from '@shared/contract/errors'
import type { OrderState } from '@shared/contract/order/schema'
import type { Context, MemberContext } from '../../../platform/context'
import { payAtOnce, readOrder } from '../order'
import type { OrderDoc } from '../order/order.model'
import { markClosed } from './payment.repo'
import { askPayment, orderToAsk } from './sync.service'

/** A prepay call ends within this: a number that WeChat Pay does not know by then never arrived there. */
const PREPAY_IN_FLIGHT_MS = 60_000

export type Closed =
  | { kind: 'closed'; order: OrderDoc }
  /** It was paid meanwhile; the payment is applied. */
  | { kind: 'paid' }
  /** It is not unpaid any more, or its payment is being prepared just now: look at it again. */
  | { kind: 'changed' }
  /** WeChat Pay did not confirm: the order stays as it is. */
  | { kind: 'unsure' }

/**
 * Closes an unpaid order. A payment that was prepared is asked for and closed at WeChat Pay first, and only a
 * confirmed close closes the order: otherwise somebody could still pay for goods that are given back.
 */
export async function closeUnpaid(
  ctx: Context,
  order: OrderDoc,
  reason: 'buyer' | 'timeout',
): Promise<Closed> {
  if (order.prepay) {
    const confirmed = await closeAtWechatPay(ctx, order, order.prepay.at)
    if (confirmed !== 'closed') return { kind: confirmed }
  }
  const closed = await markClosed(ctx, order._id, reason, order.prepay?.at ?? null)
  if (!closed) return { kind: 'changed' }
  ctx.log.info('order.closed', { orderId: order._id, reason })
  await payAtOnce(ctx, closed)
  return { kind: 'closed', order: closed }
}

async function closeAtWechatPay(
  ctx: Context,
  order: OrderDoc,
  preparedAt: number,
): Promise<'closed' | 'paid' | 'unsure'> {
  const asked = await askPayment(ctx, order, 'close')
  if (asked.kind === 'unsure') return 'unsure'
  if (asked.kind === 'unheard') {
    return ctx.clock.now() - preparedAt > PREPAY_IN_FLIGHT_MS ? 'closed' : 'unsure'
  }
  const { tradeState } = asked.payment
  if (tradeState === 'SUCCESS' || tradeState === 'REFUND') return paidOr(asked.applied.kind)
  if (tradeState === 'CLOSED' || tradeState === 'REVOKED') return 'closed'

  const outcome = await ctx.pay.close(order._id)
  if (outcome.kind === 'ok') return 'closed'
  if (outcome.kind === 'rejected' && outcome.code === 'ORDER_CLOSED') return 'closed'
  if (outcome.kind === 'rejected' && outcome.code === 'ORDERPAID') {
    const again = await askPayment(ctx, order, 'close')
    return again.kind === 'known' ? paidOr(again.applied.kind) : 'unsure'
  }
  ctx.log.warn('payment.close_failed', { orderId: order._id, kind: outcome.kind })
  return 'unsure'
}

/** A success that could not be applied (a wrong amount) leaves the order open for a person to look at. */
const paidOr = (applied: string): 'paid' | 'unsure' =>
  applied === 'paid' || applied === 'duplicate' ? 'paid' : 'unsure'

/**
 * The buyer cancels an unpaid order. Cancelling twice is once.
 * @throws AppError NOT_FOUND; ORDER_PAID when it is paid (which this call may find out); ORDER_STATE;
 * PAYMENT_UNAVAILABLE when WeChat Pay does not confirm; TOO_OFTEN
 */
export async function cancelOrder(ctx: MemberContext, orderId: string): Promise<{ state: OrderState }> {
  const { order, tired } = await orderToAsk(ctx, orderId)
  if (order.state === 'pending_payment') {
    if (tired && order.prepay) throw tired
    const { kind } = await closeUnpaid(ctx, order, 'buyer')
    if (kind === 'closed') return { state: 'closed' }
    if (kind === 'paid') throw new AppError('ORDER_PAID')
    if (kind === 'unsure') throw new AppError('PAYMENT_UNAVAILABLE')
  }
  const now = order.state === 'pending_payment' ? await readOrder(ctx, orderId) : order
  if (now?.state === 'closed') return { state: 'closed' }
  throw new AppError(now?.state === 'paid' ? 'ORDER_PAID' : 'ORDER_STATE')
}
