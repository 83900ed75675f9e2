import type { Handlers } from '../../../platform/door'
import { countOwnOrders, getOwnOrder, listOwnOrders } from './list.service'

export const storefront = {
  'order.list': (ctx, { tab, cursor }) => listOwnOrders(ctx, tab, cursor),
  'order.get': (ctx, { orderId }) => getOwnOrder(ctx, orderId),
  'order.counts': (ctx) => countOwnOrders(ctx),
} satisfies Partial<Handlers<'storefront'>>
