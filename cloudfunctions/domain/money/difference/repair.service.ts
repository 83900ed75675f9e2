import type { Context } from '../../../platform/context'
import { applyRefund } from '../../sale/refund'
import { readOrder } from '../../sale/order'
import { askPayment } from '../../sale/payment'
import type { Finding } from './difference.model'

/** `unsure`: WeChat Pay did not say; worth another try later. */
export type Repaired = 'repaired' | 'stays' | 'unsure'

/** Puts right by the ways that exist anyway what the mall has only not heard of. Twice is once. */
export async function repair(ctx: Context, finding: Finding): Promise<Repaired> {
  if (finding.kind === 'payment_missed') return repairPayment(ctx, finding.orderId)
  if (finding.kind === 'refund_missed' || finding.kind === 'refund_state') {
    return repairRefund(ctx, finding.number)
  }
  return 'stays'
}

async function repairPayment(ctx: Context, orderId: string): Promise<Repaired> {
  const order = await readOrder(ctx, orderId)
  if (!order) return 'stays'
  const asked = await askPayment(ctx, order, 'bill')
  if (asked.kind === 'unsure') return 'unsure'
  if (asked.kind === 'unheard') return 'stays'
  return ['paid', 'duplicate', 'refunding'].includes(asked.applied.kind) ? 'repaired' : 'stays'
}

async function repairRefund(ctx: Context, refundNo: string): Promise<Repaired> {
  const outcome = await ctx.pay.queryRefund(refundNo)
  if (outcome.kind === 'unknown') return 'unsure'
  if (outcome.kind === 'rejected') return outcome.final ? 'stays' : 'unsure'
  const applied = await applyRefund(ctx, outcome.value, 'bill')
  const known = applied === 'applied' || applied === 'duplicate'
  return known && outcome.value.status === 'SUCCESS' ? 'repaired' : 'stays'
}
