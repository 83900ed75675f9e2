import type { Context } from '../../../platform/context'
import type { Refund } from '../../../platform/ports'
import { readOrder } from '../order'
import type { OrderDoc, RefundDoc } from '../order/order.model'
import { attemptOf, readOutRefundNo } from './number.rules'
import { noteAbnormal, noteAccepted, noteSucceeded } from './refund.repo'

export type AppliedRefund = 'applied' | 'duplicate' | 'unknown' | 'mismatch'

/**
 * What the news of a refund does, from a notification, an answer or a query: nothing ever leaves `succeeded`,
 * and older news never takes back newer ones.
 */
export async function applyRefund(
  ctx: Context,
  refund: Refund,
  source: 'notification' | 'timer' | 'bill',
): Promise<AppliedRefund> {
  const { refundNo, attempt } = readOutRefundNo(refund.refundNo)
  const order = await readOrder(ctx, refund.orderId)
  const known = order && Object.hasOwn(order.refunds, refundNo) && order.refunds[refundNo]
  if (!order || !known || attempt > attemptOf(known)) {
    ctx.log.error('refund.unknown', { orderId: refund.orderId, refundNo: refund.refundNo, source })
    return 'unknown'
  }
  if (known.amountFen !== refund.amountFen) {
    ctx.log.error('security.refund_mismatch', { orderId: order._id, refundNo: refund.refundNo, source })
    return 'mismatch'
  }
  if (attempt < attemptOf(known)) return applyEarlier(ctx, order, refund, source)
  return (await applyStatus(ctx, order, known, refund)) ? 'applied' : 'duplicate'
}

/** News of an attempt that WeChat Pay had closed: anything else than that means money may go back twice. */
function applyEarlier(
  ctx: Context,
  order: OrderDoc,
  { refundNo, status }: Refund,
  source: string,
): AppliedRefund {
  if (status === 'CLOSED' || status === 'PROCESSING') return 'duplicate'
  ctx.log.error('security.closed_refund_lives', { orderId: order._id, refundNo, status, source })
  return 'mismatch'
}

/** How often news are looked at anew because the refund has moved on under them. */
const TRIES = 5

/** What the news change; `false` when they are old. Whatever moves the refund meanwhile, the news are not lost. */
async function applyStatus(ctx: Context, order: OrderDoc, known: RefundDoc, news: Refund): Promise<boolean> {
  let seen: RefundDoc | undefined = known
  for (let tries = 0; seen && tries < TRIES; tries++) {
    if (await applyTo(ctx, order, seen, news)) return true
    const now: RefundDoc | undefined = (await readOrder(ctx, order._id))?.refunds[known.refundNo]
    if (!now || (now.state === seen.state && now.problem === seen.problem)) return false
    if (attemptOf(now) !== attemptOf(known)) return false
    seen = now
  }
  return false
}

async function applyTo(ctx: Context, order: OrderDoc, known: RefundDoc, news: Refund): Promise<boolean> {
  if (known.state === 'succeeded') return false
  if (news.status === 'PROCESSING') {
    if (known.state === 'owed') await noteAccepted(ctx, order._id, known)
    return known.state === 'owed'
  }
  if (news.status === 'SUCCESS') {
    return noteSucceeded(ctx, order._id, known, news.succeededAt ?? ctx.clock.now())
  }
  const { refundNo, status } = news
  const changed = await noteAbnormal(ctx, order._id, known, status)
  if (changed) ctx.log.error('refund.abnormal', { orderId: order._id, refundNo, status })
  return changed
}
