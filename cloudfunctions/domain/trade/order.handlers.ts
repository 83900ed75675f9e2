import type { Handlers } from '../../platform/door'
import { countOwnOrders, getOwnOrder, listOwnOrders, placeOrder, quoteOrder, receiveOrder } from '../order'
import { cancelOrder, payOrder, syncPayment } from '../payment'

/** The buyer's calls. */
export const orderHandlers = {
  'order.quote': quoteOrder,
  'order.place': placeOrder,
  'order.pay': (ctx, { orderId }) => payOrder(ctx, orderId),
  'order.syncPayment': (ctx, { orderId }) => syncPayment(ctx, orderId),
  'order.cancel': (ctx, { orderId }) => cancelOrder(ctx, orderId),
  'order.receive': async (ctx, { orderId }) => {
    await receiveOrder(ctx, orderId)
    return {}
  },
  'order.list': (ctx, { tab, cursor }) => listOwnOrders(ctx, tab, cursor),
  'order.get': (ctx, { orderId }) => getOwnOrder(ctx, orderId),
  'order.counts': (ctx) => countOwnOrders(ctx),
} satisfies Partial<Handlers<'storefront'>>
