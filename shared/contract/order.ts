import * as z from 'zod'
import { COURIER_CODES } from '../couriers'
import { command, query } from './define'
import { done, fen, id, instant, nothing, page, pageOf, quantity, text, token } from './fields'
import { address } from './member'

export const ORDER_STATES = ['pending_payment', 'paid', 'shipped', 'received', 'completed', 'closed'] as const
export type OrderState = (typeof ORDER_STATES)[number]

/** Where a refund of this order stands; `none` when there is none. */
export const REFUND_STATES = ['none', 'processing', 'succeeded', 'abnormal'] as const
export type RefundState = (typeof REFUND_STATES)[number]

export const courierCode = z.enum(COURIER_CODES)

export const orderLineInput = z.strictObject({ productId: id, skuId: id, quantity })
const lines = z
  .array(orderLineInput)
  .min(1)
  .max(30)
  .refine((all) => new Set(all.map((line) => line.skuId)).size === all.length, 'a SKU stands twice')

export const orderLine = z.object({
  productId: z.string(),
  skuId: z.string(),
  name: z.string(),
  specText: z.string(),
  picture: z.string(),
  priceFen: fen,
  quantity: z.int(),
  /** What the buyer pays for this line after discounts, without freight. */
  payFen: fen,
})
export type OrderLine = z.infer<typeof orderLine>

export const orderAmounts = z.object({
  goodsFen: fen,
  discountFen: fen,
  freightFen: fen,
  /** goods − discount + freight. */
  payFen: fen,
})

/** What `wx.requestPayment` takes. */
export const payParams = z.object({
  appId: z.string(),
  timeStamp: z.string(),
  nonceStr: z.string(),
  package: z.string(),
  signType: z.literal('RSA'),
  paySign: z.string(),
})
export type PayParams = z.infer<typeof payParams>

export const shipment = z.object({
  courier: courierCode,
  courierName: z.string(),
  waybill: z.string(),
  shippedAt: instant,
})

export const orderSummary = z.object({
  orderId: z.string(),
  state: z.enum(ORDER_STATES),
  refundState: z.enum(REFUND_STATES),
  placedAt: instant,
  expiresAt: instant.optional(),
  lines: z.array(orderLine),
  payFen: fen,
})
export type OrderSummary = z.infer<typeof orderSummary>

export const orderDetail = orderSummary.extend({
  amounts: orderAmounts,
  address: address.omit({ addressId: true, isDefault: true, label: true }),
  remark: z.string(),
  shipment: shipment.optional(),
  /** What happened, newest first; wording is the server's. */
  timeline: z.array(z.object({ at: instant, title: z.string(), note: z.string().optional() })),
  paidAt: instant.optional(),
  receivedAt: instant.optional(),
  completedAt: instant.optional(),
  closedAt: instant.optional(),
  /** When a shipped order confirms its receipt by itself. */
  autoReceiveAt: instant.optional(),
  refund: z
    .object({
      amountFen: fen,
      reason: z.string(),
      requestedAt: instant,
      succeededAt: instant.optional(),
    })
    .optional(),
})
export type OrderDetail = z.infer<typeof orderDetail>

export const ORDER_TABS = ['all', 'unpaid', 'unshipped', 'shipped', 'done'] as const

export const orderCalls = {
  /** What an order of these lines would cost now, and to whom it would go. */
  'order.quote': query({
    permission: 'member',
    input: z.strictObject({ lines, addressId: id.optional() }),
    output: z.object({
      address: address.optional(),
      lines: z.array(orderLine.extend({ state: z.enum(['ok', 'short', 'sold_out', 'delisted']) })),
      amounts: orderAmounts,
      freeFreightFromFen: fen,
      /** False when a line cannot be bought. */
      orderable: z.boolean(),
    }),
    errors: ['NOT_FOUND'],
  }),
  /** Places an order and holds its stock for 30 minutes. The same token twice is the same order. */
  'order.place': command({
    permission: 'member',
    input: z.strictObject({
      token,
      lines,
      addressId: id,
      remark: text(100, 0).default(''),
      /** The amount the buyer saw; another amount now is refused. */
      expectedPayFen: fen,
      fromCart: z.boolean().default(false),
    }),
    output: z.object({ orderId: z.string(), payFen: fen, expiresAt: instant }),
    errors: ['SOLD_OUT', 'PRODUCT_UNAVAILABLE', 'PRICE_CHANGED', 'ADDRESS_REQUIRED'],
  }),
  /** Prepares (or prepares again) the payment of an unpaid order. */
  'order.pay': command({
    permission: 'member',
    input: z.strictObject({ orderId: id }),
    output: z.object({ payParams, expiresAt: instant }),
    errors: ['NOT_FOUND', 'ORDER_STATE', 'ORDER_EXPIRED', 'ORDER_PAID', 'PAYMENT_UNAVAILABLE'],
  }),
  /** Asks WeChat Pay what became of the payment; the client calls it when the cashier returns. */
  'order.syncPayment': command({
    permission: 'member',
    input: z.strictObject({ orderId: id }),
    output: z.object({ state: z.enum(ORDER_STATES) }),
    errors: ['NOT_FOUND', 'PAYMENT_UNAVAILABLE'],
  }),
  'order.cancel': command({
    permission: 'member',
    input: z.strictObject({ orderId: id }),
    output: z.object({ state: z.enum(ORDER_STATES) }),
    errors: ['NOT_FOUND', 'ORDER_STATE', 'ORDER_PAID', 'PAYMENT_UNAVAILABLE'],
  }),
  'order.receive': command({
    permission: 'member',
    input: z.strictObject({ orderId: id }),
    output: done,
    errors: ['NOT_FOUND', 'ORDER_STATE'],
  }),
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
