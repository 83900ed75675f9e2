import { AppError } from '@shared/contract/errors'
import type { PayParams } from '@shared/contract/payment/schema'
import { bytesOf, cutGraphemes, cutToBytes } from '@shared/text/graphemes'
import { cleanLine } from '@shared/text/line'
import type { MemberContext } from '../../../platform/context'
import { tooOften } from '../../../platform/throttle'
import { DESCRIPTION_BYTES } from '../../../platform/wechat-limits'
import { payAtOnce, readOwnOrder } from '../order'
import type { OrderDoc } from '../order/order.model'
import { closeUnpaid } from './close.service'
import { ASK_PACE, claimFree, notePrepay } from './payment.repo'
import { askPayment } from './sync.service'

/** The timer's first look at a payment that was prepared and of which nothing was heard. */
export const FIRST_LOOK_MS = 2 * 60_000

/** What is written into an order when WeChat Pay is about to be asked to prepare its payment. */
export const aboutToPrepare = (now: number) => ({
  prepay: { at: now, asked: 0 },
  dueAt: now + FIRST_LOOK_MS,
})

/**
 * Prepares (or prepares again) the payment of an unpaid order. All that WeChat Pay is told stands in the order,
 * so that it is the same at every try. Round trips: one, and one call to WeChat Pay. Without `payParams` there was
 * nothing to pay, and the order is paid.
 * @throws AppError NOT_FOUND, ORDER_STATE, ORDER_EXPIRED, ORDER_PAID, PAYMENT_UNAVAILABLE, TOO_OFTEN
 */
export async function payOrder(
  ctx: MemberContext,
  orderId: string,
): Promise<{ payParams?: PayParams; expiresAt: number }> {
  const order = await notePrepay(ctx, ctx.openid, orderId, aboutToPrepare(ctx.clock.now()))
  if (!order) return payFreeOrder(ctx, orderId)
  return { payParams: await askToPrepare(ctx, order), expiresAt: order.expiresAt }
}

/**
 * Asks WeChat Pay to prepare the payment of an order in which that is noted (`aboutToPrepare`).
 * @throws AppError ORDER_EXPIRED, ORDER_PAID, PAYMENT_UNAVAILABLE
 */
export async function askToPrepare(ctx: MemberContext, order: OrderDoc): Promise<PayParams> {
  const orderId = order._id
  const outcome = await ctx.pay.prepay({
    orderId,
    description: descriptionOf(order),
    amountFen: order.payFen,
    openid: order.buyerId,
    expiresAt: order.expiresAt,
  })
  if (outcome.kind === 'ok') return outcome.value.payParams
  if (outcome.kind === 'rejected') {
    if (outcome.code === 'ORDERPAID') {
      const asked = await askPayment(ctx, order, 'prepay')
      throw new AppError(asked.kind === 'known' ? 'ORDER_PAID' : 'PAYMENT_UNAVAILABLE')
    }
    if (outcome.code === 'ORDER_CLOSED') {
      // Closed over there, not yet here: a cancellation or a time-out was cut off between the two.
      await closeUnpaid(ctx, order, 'buyer')
      throw new AppError('ORDER_EXPIRED')
    }
    ctx.log.error('payment.prepay_rejected', { orderId, code: outcome.code, message: outcome.message })
  } else {
    ctx.log.warn('payment.prepay_unknown', { orderId, cause: outcome.cause })
  }
  throw new AppError('PAYMENT_UNAVAILABLE')
}

/** An order of 0.00 needs no payment: it is paid here and now. @throws AppError for one that cannot be paid */
async function payFreeOrder(ctx: MemberContext, orderId: string): Promise<{ expiresAt: number }> {
  const paid = await claimFree(ctx, ctx.openid, orderId)
  if (!paid) return refusal(ctx, orderId)
  ctx.log.info('payment.free', { orderId })
  await payAtOnce(ctx, paid)
  return { expiresAt: paid.expiresAt }
}

async function refusal(ctx: MemberContext, orderId: string): Promise<never> {
  const order = await readOwnOrder(ctx, ctx.openid, orderId)
  if (!order) throw new AppError('NOT_FOUND')
  if (order.state === 'pending_payment')
    throw tooOften(ctx, order.asks, ASK_PACE) ?? new AppError('ORDER_EXPIRED')
  if (order.state === 'paid') throw new AppError('ORDER_PAID')
  throw new AppError(order.closeReason === 'timeout' ? 'ORDER_EXPIRED' : 'ORDER_STATE')
}

/** What the payer reads on the cashier and in the bill; the same for the same order. */
function descriptionOf({ lines }: OrderDoc): string {
  const others = lines.length > 1 ? ` 等 ${lines.length} 种商品` : ''
  const name = cutGraphemes(cleanLine(lines[0]?.name ?? ''), 30)
  return `${cutToBytes(name, DESCRIPTION_BYTES - bytesOf(others)) || '商品'}${others}`
}
