import * as z from 'zod'
import { command } from '../define'
import { done, id, text, token } from '../fields'
import { REFUND_REASON } from './limits'

export const merchant = {
  /** Refunds the whole order to the buyer; its commissions are reversed. The same token twice is one refund. */
  'refund.create': command({
    permission: 'staff:order.refund',
    input: z.strictObject({
      orderId: id,
      reason: text(REFUND_REASON.most, REFUND_REASON.least),
      token: token.optional(),
    }),
    output: done,
    errors: ['NOT_FOUND', 'REFUND_STATE'],
  }),
}
