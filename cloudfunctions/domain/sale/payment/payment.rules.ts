import type { Payment } from '../../../platform/ports'
import type { OrderDoc } from '../order/order.model'

/** A successful payment with everything that has to be compared. */
export type CompletePayment = Payment & Required<Pick<Payment, 'transactionId' | 'totalFen' | 'openid'>>

/** What of a payment is not as it has to be. */
export type Mismatch =
  | 'appid'
  | 'mchid'
  | 'incomplete'
  | 'currency'
  | 'amount'
  | 'payer'
  /** Something of it went back at WeChat Pay before we knew that it was paid. */
  | 'refunded'

/** Compares a successful payment with who we are; the rest is compared with the order. */
export function checkMerchant(
  payment: Payment,
  us: { appId: string; mchid: string },
): Mismatch | CompletePayment {
  if (payment.appid !== us.appId) return 'appid'
  if (payment.mchid !== us.mchid) return 'mchid'
  const { transactionId, totalFen, currency, openid } = payment
  if (!transactionId || totalFen === undefined || !openid) return 'incomplete'
  if (currency !== 'CNY') return 'currency'
  return { ...payment, transactionId, totalFen, openid }
}

/** Compares a payment with its order: the whole amount, from the buyer. */
export function checkOrder(payment: CompletePayment, order: OrderDoc): Mismatch | null {
  if (payment.totalFen !== order.payFen) return 'amount'
  return payment.openid === order.buyerId ? null : 'payer'
}
