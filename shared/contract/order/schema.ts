import * as z from 'zod'
import { fen, instant, signedFen } from '../fields'
import { parcel } from '../fulfilment/schema'
import { receiver } from '../member/schema'

export const ORDER_STATES = ['pending_payment', 'paid', 'shipped', 'received', 'completed', 'closed'] as const
export type OrderState = (typeof ORDER_STATES)[number]

/** Where a refund of this order stands; `none` when there is none. */
export const REFUND_STATES = ['none', 'processing', 'succeeded', 'abnormal'] as const
export type RefundState = (typeof REFUND_STATES)[number]

/** Why an amount is another one than price × quantity. */
export const priceEffect = z.object({
  kind: z.string(),
  source: z.string(),
  version: z.int(),
  words: z.string(),
  /** What it changes: negative is cheaper. */
  fen: signedFen,
})

export const orderLine = z.object({
  /** The line's own id: the same SKU may stand in two lines. */
  lineId: z.string(),
  productId: z.string(),
  skuId: z.string(),
  name: z.string(),
  specText: z.string(),
  picture: z.string(),
  priceFen: fen,
  quantity: z.int(),
  /** What the buyer pays for this line after discounts, without freight. */
  payFen: fen,
  effects: z.array(priceEffect),
})
export type OrderLine = z.infer<typeof orderLine>

export const orderAmounts = z.object({
  goodsFen: fen,
  discountFen: fen,
  freightFen: fen,
  /** goods − discount + freight. */
  payFen: fen,
})

export const orderSummary = z.object({
  orderId: z.string(),
  state: z.enum(ORDER_STATES),
  refundState: z.enum(REFUND_STATES),
  /** False once all of it is refunded: nothing happens to it any more. */
  live: z.boolean(),
  placedAt: instant,
  expiresAt: instant.optional(),
  /** WeChat Pay's number of the payment. */
  transactionId: z.string().optional(),
  lines: z.array(orderLine),
  payFen: fen,
})
export type OrderSummary = z.infer<typeof orderSummary>

export const orderDetail = orderSummary.extend({
  amounts: orderAmounts,
  /** Why the freight is what it is. */
  freightEffects: z.array(priceEffect),
  address: receiver,
  remark: z.string(),
  /** In the order in which they were sent. */
  parcels: z.array(parcel),
  /** What happened, newest first; wording is the server's. */
  timeline: z.array(z.object({ at: instant, title: z.string(), note: z.string().optional() })),
  paidAt: instant.optional(),
  receivedAt: instant.optional(),
  completedAt: instant.optional(),
  closedAt: instant.optional(),
  /** When a shipped order confirms its receipt by itself. */
  autoReceiveAt: instant.optional(),
  /** The oldest first. */
  refunds: z.array(
    z.object({
      amountFen: fen,
      /** How much of it is freight. */
      freightFen: fen,
      lines: z.array(z.object({ lineId: z.string(), quantity: z.int(), fen })),
      reason: z.string(),
      requestedAt: instant,
      succeededAt: instant.optional(),
    }),
  ),
})
export type OrderDetail = z.infer<typeof orderDetail>

export const ORDER_TABS = ['all', 'unpaid', 'unshipped', 'shipped', 'done'] as const
