import type { Handlers } from '../../../platform/door'
import { payAll } from '../order'
import { refundOrder } from './refund.service'

export const merchant = {
  'refund.create': async (ctx, { orderId, reason, token }) => {
    const order = await refundOrder(ctx, orderId, reason, token)
    // It stands already; carrying it out at once only shows it sooner. What fails stays with the timer.
    await payAll(ctx, order)
    return {}
  },
} satisfies Partial<Handlers<'merchant'>>
