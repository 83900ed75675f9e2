import * as z from 'zod'
import { fen, id, instant, quantity } from '../fields'
import { shipment } from '../fulfilment/schema'
import { address } from '../member/schema'

export const ORDER_STATES = ['pending_payment', 'paid', 'shipped', 'received', 'completed', 'closed'] as const
export type OrderState = (typeof ORDER_STATES)[number]

/** Where a refund of this order stands; `none` when there is none. */
export const REFUND_STATES = ['none', 'processing', 'succeeded', 'abnormal'] as const
export type RefundState = (typeof REFUND_STATES)[number]

export const orderLineInput = z.strictObject({ productId: id, skuId: id, quantity })
export const lines = z
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
