import type { OrderKey, ShippablePayment, WechatContext } from './context'
import { WechatError } from './errors'

/** Shipping information that a merchant uploaded. */
export interface Shipping {
  orderKey: OrderKey
  openid: string
  /** 1 express, 2 local, 3 virtual, 4 pick-up. */
  logisticsType: number
  parcels: { trackingNo?: string; expressCompany?: string; itemDesc: string }[]
  shippedAt: number
  confirmedAt?: number
}

export interface ShippingBody {
  order_key: OrderKey
  logistics_type: number
  delivery_mode: number
  shipping_list: { tracking_no?: string; express_company?: string; item_desc: string }[]
}

interface Row {
  order_key: string
  openid: string
  body: string
  shipped_at: number
  rewrites: number
  confirmed_at: number | null
}

/** One key for one order, whichever number it is named by. */
export function keyOf(by: OrderKey, payment: ShippablePayment | undefined): string {
  if (payment) return `transaction/${payment.transactionId}`
  return 'transactionId' in by ? `transaction/${by.transactionId}` : `order/${by.mchid}/${by.outTradeNo}`
}

/** Finds the payment; 10060001 when there is none. */
export function paymentOf(context: WechatContext, by: OrderKey): ShippablePayment | undefined {
  if (!context.findPayment) return undefined
  const payment = context.findPayment(by)
  if (!payment) throw new WechatError(10060001, '支付单不存在')
  return payment
}

/** Writes a shipping down; a shipped order may be shipped anew once. */
export function saveShipping(
  { store, clock }: WechatContext,
  key: string,
  openid: string,
  body: ShippingBody,
): void {
  const text = JSON.stringify(body)
  const known = store.one<Row>('SELECT * FROM shipping WHERE order_key = ?', key)
  if (known?.body === text) throw new WechatError(10060023, '发货信息未更新')
  if (known?.confirmed_at) throw new WechatError(10060002, '支付单已完成发货，无法继续发货')
  if (known && known.rewrites > 0) throw new WechatError(10060003, '支付单已使用重新发货机会')
  store.run(
    `INSERT INTO shipping (order_key, openid, body, shipped_at, rewrites) VALUES (?, ?, ?, ?, 0)
     ON CONFLICT (order_key) DO UPDATE SET body = excluded.body, rewrites = rewrites + 1`,
    key,
    openid,
    text,
    clock.now(),
  )
}

const DAY_MS = 24 * 3600_000

/** 1 to be shipped, 2 shipped, 3 received, 5 refunded. Unconfirmed parcels count as received in time. */
export function orderState(
  context: WechatContext,
  key: string,
  payment: ShippablePayment | undefined,
): number {
  if (payment?.refunded) return 5
  const shipping = findShipping(context, key)
  if (!shipping) return 1
  const days = shipping.logisticsType === 1 ? 10 : 2
  const received = shipping.confirmedAt ?? shipping.shippedAt + days * DAY_MS
  return received <= context.clock.now() ? 3 : 2
}

export function findShipping({ store }: WechatContext, key: string): Shipping | undefined {
  const row = store.one<Row>('SELECT * FROM shipping WHERE order_key = ?', key)
  return row && fromRow(row)
}

export const listShippings = ({ store }: WechatContext): Shipping[] =>
  store.all<Row>('SELECT * FROM shipping ORDER BY shipped_at, rowid').map(fromRow)

/** The buyer confirms receipt (确认收货组件); false when nothing was shipped or it was confirmed before. */
export const confirmShipping = ({ store, clock }: WechatContext, key: string): boolean =>
  store.run(
    'UPDATE shipping SET confirmed_at = ? WHERE order_key = ? AND confirmed_at IS NULL',
    clock.now(),
    key,
  ) === 1

function fromRow(row: Row): Shipping {
  const body = JSON.parse(row.body) as ShippingBody
  return {
    orderKey: body.order_key,
    openid: row.openid,
    logisticsType: body.logistics_type,
    parcels: body.shipping_list.map((parcel) => ({
      trackingNo: parcel.tracking_no,
      expressCompany: parcel.express_company,
      itemDesc: parcel.item_desc,
    })),
    shippedAt: row.shipped_at,
    ...(row.confirmed_at !== null && { confirmedAt: row.confirmed_at }),
  }
}
