import type { OrderKey, ShippablePayment, WechatContext } from './context'
import { WechatError } from './errors'

/** Shipping information that a merchant uploaded. */
export interface Shipping {
  orderKey: OrderKey
  openid: string
  /** 1 express, 2 local, 3 virtual, 4 pick-up. */
  logisticsType: number
  /** 1 everything in one parcel, 2 split. */
  deliveryMode: number
  /** Everything was sent; in a split delivery with the upload that says so. */
  finished: boolean
  /** How often it was finished: 2 after the one correction. */
  finishedCount: number
  parcels: { trackingNo?: string; expressCompany?: string; itemDesc: string }[]
  shippedAt: number
  confirmedAt?: number
}

export interface ShippingBody {
  order_key: OrderKey
  logistics_type: number
  delivery_mode: number
  /** In a split delivery only. */
  is_all_delivered?: boolean
  shipping_list: { tracking_no?: string; express_company?: string; item_desc: string }[]
  upload_time: string
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

/** Finds the payment; 10060001 when there is none, or when it has not reached WeChat's list yet. */
export function paymentOf(context: WechatContext, by: OrderKey): ShippablePayment | undefined {
  if (!context.findPayment) return undefined
  const payment = context.findPayment(by)
  const { paymentsReachMs = 0, clock } = context
  if (!payment || clock.now() < payment.paidAt + paymentsReachMs) {
    throw new WechatError(10060001, '支付单不存在')
  }
  return payment
}

/**
 * Writes a shipping down. Parcels of a split delivery that is not finished are added; once it is finished, and for
 * another mode or way of delivery, it is a correction, of which a payment has one.
 */
export function saveShipping(
  { store, clock }: WechatContext,
  key: string,
  openid: string,
  body: ShippingBody,
): void {
  const known = store.one<Row>('SELECT * FROM shipping WHERE order_key = ?', key)
  const before = known && (JSON.parse(known.body) as ShippingBody)
  if (before && saysTheSame(before, body)) throw new WechatError(10060023, '发货信息未更新')
  if (known?.confirmed_at) throw new WechatError(10060002, '支付单已完成发货，无法继续发货')
  // What an older version of this program wrote down has no time.
  if (before?.upload_time && Date.parse(body.upload_time) <= Date.parse(before.upload_time)) {
    throw new WechatError(268485216, '上传时间须晚于上一次')
  }
  const isMore = before && !isFinished(before) && isSameWay(before, body)
  if (known && !isMore && known.rewrites > 0) throw new WechatError(10060003, '支付单已使用重新发货机会')
  const text = JSON.stringify(
    isMore ? { ...body, shipping_list: [...before.shipping_list, ...newParcels(before, body)] } : body,
  )
  store.run(
    `INSERT INTO shipping (order_key, openid, body, shipped_at, rewrites) VALUES (?, ?, ?, ?, 0)
     ON CONFLICT (order_key) DO UPDATE SET body = excluded.body, rewrites = rewrites + ?`,
    key,
    openid,
    text,
    clock.now(),
    isMore ? 0 : 1,
  )
}

const isFinished = ({ delivery_mode, is_all_delivered }: ShippingBody): boolean =>
  delivery_mode === 1 || is_all_delivered === true

const isSameWay = (one: ShippingBody, other: ShippingBody): boolean =>
  one.delivery_mode === other.delivery_mode && one.logistics_type === other.logistics_type

const newParcels = (before: ShippingBody, body: ShippingBody) => {
  const known = new Set(before.shipping_list.map((parcel) => JSON.stringify(parcel)))
  return body.shipping_list.filter((parcel) => !known.has(JSON.stringify(parcel)))
}

const saysTheSame = (before: ShippingBody, body: ShippingBody): boolean =>
  isSameWay(before, body) &&
  isFinished(before) === isFinished(body) &&
  newParcels(before, body).length === 0 &&
  (body.delivery_mode === 2 || before.shipping_list.length === body.shipping_list.length)

const DAY_MS = 24 * 3600_000
/**
 * How long a received order waits until it is settled (6), and until it is done (4). WeChat does not say; orders of.
 */
const SETTLES_AFTER_MS = 3600_000
const DONE_AFTER_MS = DAY_MS

/**
 * 1 to be shipped, 2 shipped, 3 received, 6 to be settled, 4 done, 5 refunded, in this order. Unconfirmed parcels count
 * as received in time: ten days by express, two otherwise.
 */
export function orderState(
  context: WechatContext,
  key: string,
  payment: ShippablePayment | undefined,
): number {
  if (payment?.refunded) return 5
  const shipping = findShipping(context, key)
  if (!shipping?.finished) return 1
  const days = shipping.logisticsType === 1 ? 10 : 2
  const received = shipping.confirmedAt ?? shipping.shippedAt + days * DAY_MS
  const since = context.clock.now() - received
  if (since < 0) return 2
  if (since < SETTLES_AFTER_MS) return 3
  return since < DONE_AFTER_MS ? 6 : 4
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
    deliveryMode: body.delivery_mode,
    finished: isFinished(body),
    finishedCount: isFinished(body) ? 1 + row.rewrites : row.rewrites,
    parcels: body.shipping_list.map((parcel) => ({
      trackingNo: parcel.tracking_no,
      expressCompany: parcel.express_company,
      itemDesc: parcel.item_desc,
    })),
    shippedAt: row.shipped_at,
    ...(row.confirmed_at !== null && { confirmedAt: row.confirmed_at }),
  }
}
