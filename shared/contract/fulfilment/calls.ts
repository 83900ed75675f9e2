import * as z from 'zod'
import { command, query } from '../define'
import { refusedBy } from '../errors'
import { done, fen, id, page, pageOf } from '../fields'
import { orderDetail, orderSummary } from '../order/schema'
import { receiver } from '../member/schema'
import { FULFILMENT_TABS, withDelivery } from './schema'

export const fulfilmentRow = orderSummary.extend({
  buyerName: z.string(),
  /** 林**. */
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
  /**
   * Asks WeChat whether the buyer has confirmed the receipt there (确认收货组件, or WeChat's own message): what it says
   * counts, never the phone.
   */
  'fulfilment.syncReceipt': command({
    permission: 'member',
    input: z.strictObject({ orderId: id }),
    output: z.object({ received: z.boolean() }),
    errors: ['NOT_FOUND', 'ORDER_STATE'],
  }),
}

export const merchant = {
  'fulfilment.list': query({
    permission: 'staff:order.read',
    input: z.strictObject({ ...page, tab: z.enum(FULFILMENT_TABS).default('unshipped') }),
    output: pageOf(fulfilmentRow),
  }),
  /** An order; whom it goes to is masked: `fulfilment.reveal` tells. */
  'fulfilment.get': query({
    permission: 'staff:order.read',
    input: z.strictObject({ orderId: id }),
    output: orderDetail.extend({
      buyerName: z.string(),
      /** Its one parcel's waybill may still be put right. */
      correctable: z.boolean(),
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
  /** Whom an order goes to, in clear, and a row of the trail that says who looked. */
  'fulfilment.reveal': command({
    permission: 'staff:order.ship',
    input: z.strictObject({ orderId: id }),
    output: receiver,
    errors: ['NOT_FOUND'],
  }),
  'fulfilment.ship': command({
    permission: 'staff:order.ship',
    input: withDelivery({ orderId: id }),
    output: done,
    errors: ['NOT_FOUND', 'ORDER_STATE', 'PARCEL_LINES', ...refusedBy('merchant/fulfilment.ship')],
  }),
  /** Puts a wrong courier or waybill right; WeChat takes one correction of an order. */
  'fulfilment.correct': command({
    permission: 'staff:order.ship',
    input: withDelivery({ orderId: id, parcelId: id }),
    output: done,
    errors: ['NOT_FOUND', 'ORDER_STATE', 'CORRECTED_ONCE', ...refusedBy('merchant/fulfilment.correct')],
  }),
}
