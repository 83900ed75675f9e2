import type { Context } from '../../../platform/context'
import type { Outcome, Refund } from '../../../platform/ports'
import type { OrderDoc, RefundDoc } from '../order/order.model'
import { applyRefund } from './apply.service'
import { outRefundNoOf } from './number.rules'
import { noteAbnormal, noteWaiting } from './refund.repo'

/**
 * Asks WeChat Pay for a refund under the number that was stored before, until it is accepted, and then for its result,
 * until it is final. An abnormal one waits for a person.
 * @throws when WeChat Pay did not say; the same call is made again later
 */
export async function payRefund(ctx: Context, order: OrderDoc, refundNo: string): Promise<'done' | 'later'> {
  const refund = order.refunds[refundNo]
  if (!refund || (refund.state !== 'owed' && refund.state !== 'processing')) return 'done'
  return (await isSettled(ctx, order, refund)) ? 'done' : 'later'
}

/** True once the refund needs nothing more from us. */
async function isSettled(ctx: Context, order: OrderDoc, refund: RefundDoc): Promise<boolean> {
  const outRefundNo = outRefundNoOf(refund)
  const outcome =
    refund.state === 'owed'
      ? await ask(ctx, order, refund, outRefundNo)
      : await ctx.pay.queryRefund(outRefundNo)
  if (outcome.kind === 'ok') {
    const applied = await applyRefund(ctx, outcome.value, 'timer')
    if (applied === 'mismatch' || applied === 'unknown') throw new Error(`refund is ${applied}`)
    return outcome.value.status !== 'PROCESSING'
  }
  if (outcome.kind === 'rejected' && outcome.final && refund.state === 'owed') {
    // The same call will never succeed: somebody has to look, and may resume it.
    await noteAbnormal(ctx, order._id, refund, outcome.code)
    ctx.log.error('refund.rejected', { orderId: order._id, refundNo: refund.refundNo, code: outcome.code })
    return true
  }
  // It goes through as soon as the merchant's account has the money: they are to know what it waits for.
  if (outcome.kind === 'rejected' && outcome.code === 'NOT_ENOUGH')
    await noteWaiting(ctx, order._id, refund, outcome.code)
  throw new Error(outcome.kind === 'rejected' ? `refund: ${outcome.code}` : `refund: ${outcome.cause}`)
}

function ask(
  ctx: Context,
  order: OrderDoc,
  refund: RefundDoc,
  outRefundNo: string,
): Promise<Outcome<Refund>> {
  return ctx.pay.refund({
    orderId: order._id,
    ...(refund.kind === 'second' && { transactionId: refund.transactionId }),
    refundNo: outRefundNo,
    amountFen: refund.amountFen,
    totalFen: order.payFen,
    reason: refund.reason,
  })
}
