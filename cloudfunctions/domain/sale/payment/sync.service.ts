import { AppError } from '@shared/contract/errors'
import type { OrderState } from '@shared/contract/order/schema'
import type { Context, MemberContext } from '../../../platform/context'
import type { Payment } from '../../../platform/ports'
import { tooOften } from '../../../platform/throttle'
import { readOwnOrder } from '../order'
import type { OrderDoc } from '../order/order.model'
import { applyPayment, type Applied, type PaymentSource } from './apply.service'
import { ASK_PACE, readToAsk } from './payment.repo'

/** What WeChat Pay knows of an order's payment. */
export type Asked =
  | { kind: 'known'; payment: Payment; applied: Applied }
  /** It never heard of this number. */
  | { kind: 'unheard' }
  /** It did not say. */
  | { kind: 'unsure' }

/** WeChat Pay's documents use both. */
const NO_SUCH_ORDER = ['ORDER_NOT_EXIST', 'RESOURCE_NOT_EXISTS']

/** Asks WeChat Pay what became of the payment of an order, and applies it. */
export async function askPayment(ctx: Context, order: OrderDoc, source: PaymentSource): Promise<Asked> {
  const outcome = await ctx.pay.query(order._id)
  if (outcome.kind === 'ok') {
    const applied = await applyPayment(ctx, outcome.value, source)
    return { kind: 'known', payment: outcome.value, applied }
  }
  if (outcome.kind === 'rejected' && NO_SUCH_ORDER.includes(outcome.code)) return { kind: 'unheard' }
  const { kind } = outcome
  ctx.log.warn('payment.query_failed', {
    orderId: order._id,
    source,
    kind,
    reason: kind === 'rejected' ? outcome.code : outcome.cause,
  })
  return { kind: 'unsure' }
}

/**
 * An order of the caller's about which WeChat Pay may be asked now; in one trip. Of one that was asked about too often
 * only what is known is told: `tired` is the refusal.
 * @throws AppError NOT_FOUND
 */
export async function orderToAsk(
  ctx: MemberContext,
  orderId: string,
): Promise<{ order: OrderDoc; tired?: AppError }> {
  const ready = await readToAsk(ctx, ctx.openid, orderId)
  if (ready) return { order: ready }
  const order = await readOwnOrder(ctx, ctx.openid, orderId)
  if (!order) throw new AppError('NOT_FOUND')
  return { order, tired: tooOften(ctx, order.asks, ASK_PACE) ?? new AppError('BUSY') }
}

/**
 * The client's return from the cashier: what WeChat Pay knows counts, never what the client says.
 * @throws AppError NOT_FOUND; PAYMENT_UNAVAILABLE when WeChat Pay does not answer; TOO_OFTEN
 */
export async function syncPayment(ctx: MemberContext, orderId: string): Promise<{ state: OrderState }> {
  const { order, tired } = await orderToAsk(ctx, orderId)
  const open = order.state === 'pending_payment' || (order.state === 'closed' && !order.transactionId)
  if (!open || !order.prepay) return { state: order.state }
  if (tired) throw tired
  const asked = await askPayment(ctx, order, 'client')
  if (asked.kind === 'unsure') throw new AppError('PAYMENT_UNAVAILABLE')
  if (asked.kind === 'unheard' || !('order' in asked.applied)) return { state: order.state }
  return { state: asked.applied.order.state }
}
