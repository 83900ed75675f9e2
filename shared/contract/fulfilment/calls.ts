import * as z from 'zod'
import { command, query } from '../define'
import { done, fen, id, page, pageOf } from '../fields'
import { orderDetail, orderSummary } from '../order/schema'
import { WAYBILL } from './limits'
import { courierCode, FULFILMENT_TABS } from './schema'

export const fulfilmentRow = orderSummary.extend({
  buyerName: z.string(),
  receiver: z.string(),
  recommended: z.boolean(),
})
export type FulfilmentRow = z.infer<typeof fulfilmentRow>

export const storefront = {
  'fulfilment.receive': command({
    permission: 'member',
    input: z.strictObject({ orderId: id }),
    output: done,
    errors: ['NOT_FOUND', 'ORDER_STATE', 'PARCEL_LINES'],
  }),
}

export const merchant = {
  'fulfilment.list': query({
    permission: 'staff:order.read',
    input: z.strictObject({ ...page, tab: z.enum(FULFILMENT_TABS).default('unshipped') }),
    output: pageOf(fulfilmentRow),
  }),
  'fulfilment.get': query({
    permission: 'staff:order.read',
    input: z.strictObject({ orderId: id }),
    output: orderDetail.extend({
      buyerName: z.string(),
      transactionId: z.string().optional(),
      refundable: z.boolean(),
      /** What of the payment can still go back. */
      refundableFen: fen,
      /** What the refund waits for: WeChat Pay's code, or its state `ABNORMAL` or `CLOSED`. */
      refundProblem: z.string().optional(),
      /** Who earns what on this order. */
      commissions: z.array(
        z.object({
          level: z.int(),
          name: z.string(),
          rateBps: z.int(),
          accruedFen: fen,
          reversedFen: fen,
          state: z.string(),
        }),
      ),
    }),
    errors: ['NOT_FOUND'],
  }),
  'fulfilment.ship': command({
    permission: 'staff:order.ship',
    input: z.strictObject({
      orderId: id,
      courier: courierCode,
      waybill: z.string().regex(WAYBILL),
    }),
    output: done,
    errors: ['NOT_FOUND', 'ORDER_STATE', 'PARCEL_LINES'],
  }),
}
