import * as z from 'zod'
import { query } from '../define'
import { id, nothing, page, pageOf } from '../fields'
import { orderDetail, orderSummary, ORDER_TABS } from './schema'

export const storefront = {
  'order.list': query({
    permission: 'member',
    input: z.strictObject({ ...page, tab: z.enum(ORDER_TABS).default('all') }),
    output: pageOf(orderSummary),
  }),
  'order.get': query({
    permission: 'member',
    input: z.strictObject({ orderId: id }),
    output: orderDetail,
    errors: ['NOT_FOUND'],
  }),
  'order.counts': query({
    permission: 'member',
    input: nothing,
    output: z.object({ unpaid: z.int(), unshipped: z.int(), shipped: z.int() }),
  }),
}
