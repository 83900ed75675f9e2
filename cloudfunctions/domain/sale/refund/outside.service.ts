import type { Context } from '../../../platform/context'
import type { Refund } from '../../../platform/ports'
import { freightLeftFen, type RefundRequest } from '@shared/rules/refund'
import { payAll, readOrder, refundsOf, type OrderDoc, type RefundDoc } from '../order'
import { hasSomethingLeft, planRefund } from './plan.rules'
import { reserveRefund } from './refund.repo'

/** `unfit`: the order is not paid, nothing of it is left, or less than went back. */
export type BookedOutside = 'booked' | 'known' | 'unfit'

/** How often it is tried anew because the order has moved on. */
const TRIES = 5

/** The characters of an out_refund_no: https://pay.weixin.qq.com/doc/v3/merchant/4013071036 */
const REFUND_NO = /^[0-9A-Za-z_\-|*@]{1,64}$/

/**
 * Books a refund that somebody made by hand at WeChat Pay, and that has succeeded there: what follows from a refund
 * made here follows from it, too. Twice is once.
 * @param news what WeChat Pay says of it; its order is the one it is booked on
 */
export async function bookOutside(ctx: Context, news: Refund): Promise<BookedOutside> {
  const { refundNo, orderId, amountFen } = news
  if (!REFUND_NO.test(refundNo) || news.status !== 'SUCCESS') return 'unfit'
  for (let tries = 0; tries < TRIES; tries++) {
    const order = await readOrder(ctx, orderId)
    if (!order || isOfAnother(order, refundNo, amountFen)) return 'unfit'
    if (Object.hasOwn(order.refunds, refundNo)) {
      await payAll(ctx, order)
      return 'known'
    }
    const made = hasSomethingLeft(order) ? refundDocOf(ctx, order, news) : null
    if (!made) return 'unfit'
    const changed = await reserveRefund(ctx, order, made)
    if (!changed) continue
    ctx.log.warn('refund.booked_outside', { orderId, refundNo, amountFen })
    await payAll(ctx, changed)
    return 'booked'
  }
  throw new Error(`the order ${orderId} kept moving on`)
}

/** Whether a refund made by hand at WeChat Pay stands booked on its order. */
export async function isBookedOutside(ctx: Context, orderId: string, refundNo: string): Promise<boolean> {
  const order = await readOrder(ctx, orderId)
  return order?.refunds[refundNo]?.kind === 'outside'
}

/** Whether a refund under this number stands that is another one. */
const isOfAnother = (order: OrderDoc, refundNo: string, amountFen: number): boolean =>
  Object.hasOwn(order.refunds, refundNo) && order.refunds[refundNo]?.amountFen !== amountFen

function refundDocOf(ctx: Context, order: OrderDoc, news: Refund): RefundDoc | null {
  const plan = planRefund(order, requestOf(order, news.amountFen))
  if (plan.kind === 'refuse' || plan.amountFen !== news.amountFen) return null
  const now = ctx.clock.now()
  return {
    refundNo: news.refundNo,
    kind: 'outside',
    transactionId: order.transactionId ?? '',
    amountFen: plan.amountFen,
    freightFen: plan.freightFen,
    lines: plan.lines,
    reason: '在微信支付商户平台退款',
    state: 'succeeded',
    requestedBy: 'merchant',
    requestedAt: news.createdAt ?? now,
    succeededAt: news.succeededAt ?? now,
  }
}

/**
 * All that is left is a refund of everything, goods included. Less than that is money without goods: of the lines, and
 * of freight only what they do not have.
 */
function requestOf(order: OrderDoc, amountFen: number): RefundRequest {
  if (amountFen === order.refundableFen) return { kind: 'whole' }
  const goodsFen = order.refundableFen - freightLeftFen({ ...order, refunds: refundsOf(order) })
  const fen = Math.min(amountFen, goodsFen)
  return { kind: 'amount', fen, freight: amountFen - fen }
}
