import * as z from 'zod'
import { command } from '../define'
import { id, instant, retryLater } from '../fields'
import { ORDER_STATES } from '../order/schema'
import { payParams } from './schema'

export const storefront = {
  /** Prepares (or prepares again) the payment of an unpaid order. */
  'payment.prepare': command({
    permission: 'member',
    input: z.strictObject({ orderId: id }),
    /** Without `payParams` there was nothing to pay: the order is paid. */
    output: z.object({ payParams: payParams.optional(), expiresAt: instant }),
    errors: ['NOT_FOUND', 'ORDER_STATE', 'ORDER_EXPIRED', 'ORDER_PAID', 'PAYMENT_UNAVAILABLE', 'TOO_OFTEN'],
    details: { TOO_OFTEN: retryLater },
  }),
  /** Asks WeChat Pay what became of the payment; the client calls it when the cashier returns. */
  'payment.sync': command({
    permission: 'member',
    input: z.strictObject({ orderId: id }),
    output: z.object({ state: z.enum(ORDER_STATES) }),
    errors: ['NOT_FOUND', 'PAYMENT_UNAVAILABLE', 'TOO_OFTEN'],
    details: { TOO_OFTEN: retryLater },
  }),
  'payment.close': command({
    permission: 'member',
    input: z.strictObject({ orderId: id }),
    output: z.object({ state: z.enum(ORDER_STATES) }),
    errors: ['NOT_FOUND', 'ORDER_STATE', 'ORDER_PAID', 'PAYMENT_UNAVAILABLE', 'TOO_OFTEN'],
    details: { TOO_OFTEN: retryLater },
  }),
}
