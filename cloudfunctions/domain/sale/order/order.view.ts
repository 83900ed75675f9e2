import type { OrderDetail, OrderSummary } from '@shared/contract/order/schema'
import type { OrderDoc } from './order.model'
import { parcelsOf, refundsOf, refundStateOf } from './order.rules'
import { courierName, timelineOf } from './timeline.view'

/** An order as a row of a list. */
export function toSummary(order: OrderDoc): OrderSummary {
  return {
    orderId: order._id,
    state: order.state,
    refundState: refundStateOf(order),
    live: order.live,
    placedAt: order.placedAt,
    ...(order.state === 'pending_payment' && { expiresAt: order.expiresAt }),
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

/** An order as its own page shows it: nothing of commissions, cost or effects. */
export function toDetail(order: OrderDoc): OrderDetail {
  const { goodsFen, discountFen, freightFen, payFen, address } = order
  return {
    ...toSummary(order),
    amounts: { goodsFen, discountFen, freightFen, payFen },
    freightEffects: order.freightEffects,
    address: {
      name: address.name,
      mobile: address.mobile,
      province: address.province,
      city: address.city,
      district: address.district,
      detail: address.detail,
    },
    remark: order.remark,
    parcels: parcelsOf(order).map(({ parcelId, courier, waybill, shippedAt, lines }) => ({
      parcelId,
      courier,
      courierName: courierName(courier),
      waybill,
      shippedAt,
      lines,
    })),
    timeline: timelineOf(order),
    ...(order.paidAt !== undefined && { paidAt: order.paidAt }),
    ...(order.receivedAt !== undefined && { receivedAt: order.receivedAt }),
    ...(order.completedAt !== undefined && { completedAt: order.completedAt }),
    ...(order.closedAt !== undefined && { closedAt: order.closedAt }),
    ...(order.state === 'shipped' && order.dueAt !== undefined && { autoReceiveAt: order.dueAt }),
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
