import type { Handlers } from '../../../platform/door'
import { refundNow } from './refund.service'

export const merchant = {
  'refund.create': async (ctx, { orderId, reason, token }) => {
    await refundNow(ctx, orderId, reason, token)
    return {}
  },
} satisfies Partial<Handlers<'merchant'>>
