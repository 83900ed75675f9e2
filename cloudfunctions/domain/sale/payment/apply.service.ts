import type { Context } from '../../../platform/context'
import type { Payment } from '../../../platform/ports'
import { payAtOnce, readOrder } from '../order'
import type { OrderDoc } from '../order/order.model'
import { checkMerchant, checkOrder, type CompletePayment, type Mismatch } from './payment.rules'
import { claimLateRefund, claimPaid, claimSecondRefund } from './payment.repo'

/** Who brought the news of a payment; for the log. */
export type PaymentSource = 'notification' | 'client' | 'timer' | 'close' | 'prepay' | 'bill'

export type Applied =
  /** This call made the order paid. */
  | { kind: 'paid'; order: OrderDoc }
  /** It was known already. */
  | { kind: 'duplicate'; order: OrderDoc }
  /** The order did not want it: it goes back, whole and once. */
  | { kind: 'refunding'; order: OrderDoc }
  /** Not paid (yet). */
  | { kind: 'unpaid' }
  /** Nothing was changed; somebody has to look. */
  | { kind: 'mismatch'; what: Mismatch }
  | { kind: 'unknown_order' }

/**
 * What a payment does to its order, whoever brings the news and however often: notification, client and timer
 * all come through here. Decided by one conditional update.
 *
 * Round trips for a payment that is due: the claim, the commission and its ledger entry, the shortened list.
 */
export async function applyPayment(ctx: Context, payment: Payment, source: PaymentSource): Promise<Applied> {
  if (payment.tradeState !== 'SUCCESS' && payment.tradeState !== 'REFUND') return { kind: 'unpaid' }
  const complete = checkMerchant(payment, ctx)
  if (typeof complete === 'string') return refuse(ctx, payment, source, complete)

  const claimed = payment.tradeState === 'SUCCESS' ? await claimPaid(ctx, complete) : null
  if (claimed) {
    ctx.log.info('payment.applied', { orderId: claimed._id, source, totalFen: complete.totalFen })
    await payAtOnce(ctx, claimed)
    return { kind: 'paid', order: claimed }
  }

  return applyUnexpected(ctx, complete, source)
}

/** A payment that found no unpaid order of this amount and buyer, or of which something went back already. */
async function applyUnexpected(
  ctx: Context,
  payment: CompletePayment,
  source: PaymentSource,
): Promise<Applied> {
  const order = await readOrder(ctx, payment.orderId)
  if (!order) {
    ctx.log.error('security.payment_of_unknown_order', { orderId: payment.orderId, source })
    return { kind: 'unknown_order' }
  }
  const wrong = checkOrder(payment, order)
  if (wrong) return refuse(ctx, payment, source, wrong)
  if (order.transactionId === payment.transactionId) return { kind: 'duplicate', order }
  if (payment.tradeState === 'REFUND') return refuse(ctx, payment, source, 'refunded')

  if (order.transactionId === undefined) {
    const refunding = await claimLateRefund(ctx, payment)
    if (refunding) return goesBack(ctx, refunding, payment, source, 'payment.after_close')
    // Another transaction came first: this one is the second.
  }
  const refunding = await claimSecondRefund(ctx, payment)
  if (refunding) return goesBack(ctx, refunding, payment, source, 'payment.second')
  return { kind: 'duplicate', order: (await readOrder(ctx, payment.orderId)) ?? order }
}

function goesBack(
  ctx: Context,
  order: OrderDoc,
  { totalFen }: CompletePayment,
  source: PaymentSource,
  event: string,
): Applied {
  ctx.log.warn(event, { orderId: order._id, source, totalFen })
  return { kind: 'refunding', order }
}

function refuse(ctx: Context, payment: Payment, source: PaymentSource, what: Mismatch): Applied {
  ctx.log.error('security.payment_mismatch', { orderId: payment.orderId, source, what })
  return { kind: 'mismatch', what }
}
