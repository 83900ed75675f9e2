import type { Handlers } from '../../../platform/door'
import { cancelOrder } from './close.service'
import { payOrder } from './prepare.service'
import { syncPayment } from './sync.service'

export const storefront = {
  'payment.prepare': (ctx, { orderId }) => payOrder(ctx, orderId),
  'payment.sync': (ctx, { orderId }) => syncPayment(ctx, orderId),
  'payment.close': (ctx, { orderId }) => cancelOrder(ctx, orderId),
} satisfies Partial<Handlers<'storefront'>>
