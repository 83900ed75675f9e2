import type { OrderDetail } from '@shared/contract/order/schema'
import { COURIERS, isCourier } from '@shared/couriers'
import { momentPhrase } from '@shared/words/moment'
import type { OrderDoc, RefundDoc } from './order.model'
import { parcelsOf } from './order.rules'

type Event = OrderDetail['timeline'][number]

export function courierName(courier: string): string {
  return isCourier(courier) ? COURIERS[courier] : courier
}

/** What happened to an order in the buyer's words, newest first. Steps of the same instant keep their order. */
export function timelineOf(order: OrderDoc): Event[] {
  const events: Event[] = [placed(order)]
  const add = (at: number | undefined, title: string, note?: string) => {
    if (at !== undefined) events.push(note === undefined ? { at, title } : { at, title, note })
  }
  add(order.paidAt, '付款成功', order.state === 'paid' ? '商家正在为你备货，会尽快发出' : undefined)
  for (const { courier, waybill, shippedAt } of parcelsOf(order)) {
    add(shippedAt, '包裹正在路上', `${courierName(courier)} ${waybill}`)
  }
  add(order.receivedAt, '你已确认收货', '希望你喜欢，有问题随时找我们')
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
