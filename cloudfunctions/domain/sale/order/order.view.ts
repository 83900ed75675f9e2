import type { OrderDetail, OrderSummary } from '@shared/contract/order/schema'
import { COURIERS, isCourier } from '@shared/couriers'
import { momentPhrase } from '@shared/words/moment'
import type { Receiver } from '../../people/member'
import type { OrderDoc, ParcelDoc, RefundDoc } from './order.model'
import { parcelsOf, receiveByOf, refundsOf, refundStateOf } from './order.rules'

/** An order as a row of a list. */
export function toSummary(order: OrderDoc): OrderSummary {
  return {
    orderId: order._id,
    state: order.state,
    refundState: refundStateOf(order),
    live: order.live,
    placedAt: order.placedAt,
    ...(order.state === 'pending_payment' && { expiresAt: order.expiresAt }),
    ...(order.transactionId !== undefined && { transactionId: order.transactionId }),
    lines: order.lines.map((line) => ({
      lineId: line.lineId,
      productId: line.productId,
      skuId: line.skuId,
      name: line.name,
      specText: line.specText,
      picture: line.picture,
      priceFen: line.priceFen,
      quantity: line.quantity,
      payFen: line.payFen,
      effects: line.effects,
    })),
    payFen: order.payFen,
  }
}

/** An order as its own page shows it: nothing of commissions, cost or effects. `receiver`: as the reader may see it. */
export function toDetail(order: OrderDoc, { name, mobile, detail }: Receiver): OrderDetail {
  const { goodsFen, discountFen, freightFen, payFen, address } = order
  return {
    ...toSummary(order),
    amounts: { goodsFen, discountFen, freightFen, payFen },
    freightEffects: order.freightEffects,
    address: {
      name,
      mobile,
      province: address.province,
      city: address.city,
      district: address.district,
      detail,
    },
    remark: order.remark,
    parcels: parcelsOf(order).map((parcel) => ({
      parcelId: parcel.parcelId,
      way: parcel.way ?? 'express',
      courier: parcel.courier,
      courierName: courierName(parcel),
      waybill: parcel.waybill,
      shippedAt: parcel.shippedAt,
      lines: parcel.lines,
    })),
    timeline: timelineOf(order),
    ...(order.paidAt !== undefined && { paidAt: order.paidAt }),
    ...(order.receivedAt !== undefined && { receivedAt: order.receivedAt }),
    ...(order.completedAt !== undefined && { completedAt: order.completedAt }),
    ...(order.closedAt !== undefined && { closedAt: order.closedAt }),
    ...(order.state === 'shipped' && order.live && { autoReceiveAt: receiveByOf(order) }),
    refunds: shownRefunds(order),
  }
}

/** The refunds that the buyer knows of, the oldest first: those of the order, and of a payment that came too late. */
function shownRefunds(order: OrderDoc): OrderDetail['refunds'] {
  const late = Object.values(order.refunds).filter(({ kind }) => kind === 'late')
  return [...refundsOf(order), ...late]
    .sort((a, b) => a.requestedAt - b.requestedAt)
    .map(({ amountFen, freightFen, lines, reason, requestedAt, succeededAt }) => ({
      amountFen,
      freightFen,
      lines: lines.map(({ lineId, quantity, fen }) => ({ lineId, quantity, fen })),
      reason,
      requestedAt,
      ...(succeededAt !== undefined && { succeededAt }),
    }))
}

type Event = OrderDetail['timeline'][number]

const WAYS = { city: '同城配送', pickup: '到店自提', none: '无需物流' } as const

/** 快递公司, or how else a parcel gets to the buyer. */
export function courierName({
  way,
  courier,
  courierName: name,
}: Pick<ParcelDoc, 'way' | 'courier' | 'courierName'>): string {
  if (way) return WAYS[way]
  return name ?? (isCourier(courier) ? COURIERS[courier] : courier)
}

/** What is said of a parcel that was sent. */
function sent(parcel: ParcelDoc): { title: string; note?: string } {
  switch (parcel.way) {
    case 'pickup':
      return { title: '商品备好了', note: '可以到店取货了' }
    case 'city':
      return { title: '正在为你配送', note: WAYS.city }
    case 'none':
      return { title: '商家已发货', note: '这件商品不需要物流' }
    default:
      return { title: '包裹正在路上', note: `${courierName(parcel)} ${parcel.waybill}` }
  }
}

const RECEIVED = {
  buyer: '你已确认收货',
  wechat: '你在微信里确认了收货',
  timeout: '已自动确认收货',
} as const

/** What happened to an order in the buyer's words, newest first. Steps of the same instant keep their order. */
function timelineOf(order: OrderDoc): Event[] {
  const events: Event[] = [placed(order)]
  const add = (at: number | undefined, title: string, note?: string) => {
    if (at !== undefined) events.push(note === undefined ? { at, title } : { at, title, note })
  }
  add(order.paidAt, '付款成功', order.state === 'paid' ? '商家正在为你备货，会尽快发出' : undefined)
  for (const parcel of parcelsOf(order)) {
    const { title, note } = sent(parcel)
    add(parcel.shippedAt, title, note)
  }
  add(order.receivedAt, RECEIVED[order.receivedBy ?? 'buyer'], '希望你喜欢，有问题随时找我们')
  add(order.completedAt, '订单已完成', '谢谢你的信任，期待再见')
  if (order.closeReason === 'buyer') add(order.closedAt, '你取消了订单')
  if (order.closeReason === 'timeout') add(order.closedAt, '订单已自动关闭', '超过付款时间，商品已放回货架')
  for (const refund of Object.values(order.refunds)) events.push(...refundEvents(refund))
  return events
    .map((event, step) => ({ event, step }))
    .sort((a, b) => b.event.at - a.event.at || b.step - a.step)
    .map(({ event }) => event)
}

function placed(order: OrderDoc): Event {
  return order.state === 'pending_payment'
    ? {
        at: order.placedAt,
        title: '订单已提交，等你付款',
        note: `商品为你留到 ${momentPhrase(order.expiresAt)}`,
      }
    : { at: order.placedAt, title: '订单已提交' }
}

function refundEvents(refund: RefundDoc): Event[] {
  const asked: Event = { at: refund.requestedAt, title: '退款已发起', note: refund.reason }
  if (refund.state === 'succeeded') {
    const at = refund.succeededAt ?? refund.requestedAt
    return [asked, { at, title: '退款已到账', note: '已按原支付方式退回' }]
  }
  return [asked]
}
