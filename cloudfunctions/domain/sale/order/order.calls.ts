import type { Handlers } from '../../../platform/door'
import { countOwnOrders, getOwnOrder, listOwnOrders } from './list.service'
import { placeOrder } from './place.service'
import { quoteOrder } from './quote.service'

export const storefront = {
  'order.quote': quoteOrder,
  'order.place': placeOrder,
  'order.list': (ctx, { tab, cursor }) => listOwnOrders(ctx, tab, cursor),
  'order.get': (ctx, { orderId }) => getOwnOrder(ctx, orderId),
  'order.counts': (ctx) => countOwnOrders(ctx),
} satisfies Partial<Handlers<'storefront'>>
