import { rfc3339 } from '@shared/business-day'
import { cutToCodePoints } from '@shared/text/graphemes'
import * as z from 'zod'
import { PARCEL_CODE_POINTS } from '../wechat-limits'

/** An order by WeChat Pay's number, or by the merchant's. */
export type OrderKey = { transactionId: string } | { mchid: string; orderId: string }

export interface Parcel {
  /** WeChat's code of the courier, such as `SF`; express only. */
  courier?: string
  waybill?: string
  /** What is inside; cut at 120 characters. */
  itemDescription: string
  /** The receiver's phone number; some couriers (SF) need it. Sent with its middle digits hidden. */
  receiverMobile?: string
}

export interface ShippingInput {
  order: OrderKey
  openid: string
  /** Express by default. */
  logistics?: 'express' | 'local' | 'virtual' | 'pickup'
  /** 1–15; more than one is a split delivery (express only). */
  parcels: Parcel[]
  /** In a split delivery: is this all? Default yes. */
  allShipped?: boolean
  /** When it was shipped, ms since 1970; the same for the same call. Default now. */
  shippedAt?: number
}

const LOGISTICS = { express: 1, local: 2, virtual: 3, pickup: 4 }

/** The body of `upload_shipping_info`. */
export function shippingBody(input: ShippingInput, now: number): Record<string, unknown> {
  const { order, parcels, logistics = 'express' } = input
  const split = parcels.length > 1
  return {
    order_key:
      'transactionId' in order
        ? { order_number_type: 2, transaction_id: order.transactionId }
        : { order_number_type: 1, mchid: order.mchid, out_trade_no: order.orderId },
    logistics_type: LOGISTICS[logistics],
    delivery_mode: split ? 2 : 1,
    ...(split && { is_all_delivered: input.allShipped ?? true }),
    shipping_list: parcels.map((parcel) => ({
      ...(logistics === 'express' && { tracking_no: parcel.waybill, express_company: parcel.courier }),
      item_desc: cutToCodePoints(parcel.itemDescription, PARCEL_CODE_POINTS),
      ...(parcel.receiverMobile && { contact: { receiver_contact: hideMiddle(parcel.receiverMobile) } }),
    })),
    upload_time: rfc3339(input.shippedAt ?? now, { milliseconds: true }),
    payer: { openid: input.openid },
  }
}

/** `189****1234`, as WeChat wants it. */
const hideMiddle = (mobile: string): string =>
  mobile.length < 8 ? mobile : mobile.slice(0, -8) + '****' + mobile.slice(-4)

/** How WeChat's shipping service sees an order. */
export interface ShippingOrder {
  transactionId: string
  state: 'to_ship' | 'shipped' | 'received' | 'completed' | 'refunded' | 'to_settle'
  /** The buyer has an open complaint. */
  inComplaint: boolean
}

const STATES: Record<number, ShippingOrder['state']> = {
  1: 'to_ship',
  2: 'shipped',
  3: 'received',
  4: 'completed',
  5: 'refunded',
  6: 'to_settle',
}

const orderWire = z.object({
  order: z.object({
    transaction_id: z.string(),
    order_state: z.number().int().min(1).max(6),
    in_complaint: z.boolean().default(false),
  }),
})

export function readShippingOrder(value: unknown): ShippingOrder | undefined {
  const read = orderWire.safeParse(value)
  const state = read.success ? STATES[read.data.order.order_state] : undefined
  if (!read.success || !state) return undefined
  return { transactionId: read.data.order.transaction_id, state, inComplaint: read.data.order.in_complaint }
}

const couriersWire = z.object({
  delivery_list: z
    .array(z.object({ delivery_id: z.string().min(1), delivery_name: z.string().min(1) }))
    .min(1),
})

export function readCouriers(value: unknown): { code: string; name: string }[] | undefined {
  const read = couriersWire.safeParse(value)
  return read.data?.delivery_list.map(({ delivery_id: code, delivery_name: name }) => ({ code, name }))
}
