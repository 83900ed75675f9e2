import * as z from 'zod'
import { command } from '../define'
import { done, id, text } from '../fields'

export const merchant = {
  /** Refunds the whole order to the buyer; its commissions are reversed. */
  'refund.create': command({
    permission: 'staff:order.refund',
    input: z.strictObject({ orderId: id, reason: text(80, 2) }),
    output: done,
    errors: ['NOT_FOUND', 'REFUND_STATE'],
  }),
}
