import type { Context } from '../../platform/context'
import type { Refund } from '../../platform/ports'
import { readOrder } from '../order'
import type { OrderDoc, RefundDoc } from '../order/order.model'
import { noteAbnormal, noteAccepted, noteSucceeded } from './refund.repo'

export type AppliedRefund = 'applied' | 'duplicate' | 'unknown' | 'mismatch'

/**
 * What the news of a refund does, from a notification, an answer or a query: nothing ever leaves `succeeded`,
 * and older news never takes back newer ones.
 */
export async function applyRefund(
  ctx: Context,
  refund: Refund,
  source: 'notification' | 'timer',
): Promise<AppliedRefund> {
  const order = await readOrder(ctx, refund.orderId)
  const known = order && Object.hasOwn(order.refunds, refund.refundNo) && order.refunds[refund.refundNo]
  if (!order || !known) {
    ctx.log.error('refund.unknown', { orderId: refund.orderId, refundNo: refund.refundNo, source })
    return 'unknown'
  }
  if (known.amountFen !== refund.amountFen) {
    ctx.log.error('security.refund_mismatch', { orderId: order._id, refundNo: refund.refundNo, source })
    return 'mismatch'
  }
  return (await applyStatus(ctx, order, known, refund)) ? 'applied' : 'duplicate'
}

async function applyStatus(ctx: Context, order: OrderDoc, known: RefundDoc, news: Refund): Promise<boolean> {
  if (known.state === 'succeeded') return false
  if (news.status === 'PROCESSING') {
    if (known.state === 'owed') await noteAccepted(ctx, order._id, known)
    return known.state === 'owed'
  }
  if (news.status === 'SUCCESS') {
    return noteSucceeded(ctx, order._id, known, news.succeededAt ?? ctx.clock.now())
  }
  const changed = await noteAbnormal(ctx, order._id, known, news.status)
  if (changed) ctx.log.error('refund.abnormal', { orderId: order._id, refundNo: known.refundNo })
  return changed
}
