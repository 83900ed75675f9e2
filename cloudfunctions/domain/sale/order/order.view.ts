import { courierCode } from '@shared/contract/fulfilment/schema'
import { type OrderDetail, type OrderSummary } from '@shared/contract/order/schema'
import type { OrderDoc } from './order.model'
import { courierName, timelineOf } from './timeline.view'

/** An order as a row of a list. */
export function toSummary(order: OrderDoc): OrderSummary {
  return {
    orderId: order._id,
    state: order.state,
    refundState: order.refundState,
    placedAt: order.placedAt,
    ...(order.state === 'pending_payment' && { expiresAt: order.expiresAt }),
    lines: order.lines.map((line) => ({
      productId: line.productId,
      skuId: line.skuId,
      name: line.name,
      specText: line.specText,
      picture: line.picture,
      priceFen: line.priceFen,
      quantity: line.quantity,
      payFen: line.payFen,
    })),
    payFen: order.payFen,
  }
}

/** An order as its own page shows it: nothing of commissions, cost or effects. */
export function toDetail(order: OrderDoc): OrderDetail {
  const { goodsFen, discountFen, freightFen, payFen, address } = order
  const shipment = shipmentOf(order)
  const refund = Object.values(order.refunds).find(({ kind }) => kind !== 'second')
  return {
    ...toSummary(order),
    amounts: { goodsFen, discountFen, freightFen, payFen },
    address: {
      name: address.name,
      mobile: address.mobile,
      province: address.province,
      city: address.city,
      district: address.district,
      detail: address.detail,
    },
    remark: order.remark,
    ...(shipment && { shipment }),
    timeline: timelineOf(order),
    ...(order.paidAt !== undefined && { paidAt: order.paidAt }),
    ...(order.receivedAt !== undefined && { receivedAt: order.receivedAt }),
    ...(order.completedAt !== undefined && { completedAt: order.completedAt }),
    ...(order.closedAt !== undefined && { closedAt: order.closedAt }),
    ...(order.state === 'shipped' && order.dueAt !== undefined && { autoReceiveAt: order.dueAt }),
    ...(refund && {
      refund: {
        amountFen: refund.amountFen,
        reason: refund.reason,
        requestedAt: refund.requestedAt,
        ...(refund.succeededAt !== undefined && { succeededAt: refund.succeededAt }),
      },
    }),
  }
}

function shipmentOf({ shipment }: OrderDoc): OrderDetail['shipment'] {
  const courier = courierCode.safeParse(shipment?.courier)
  if (!shipment || !courier.success) return undefined
  return { ...shipment, courier: courier.data, courierName: courierName(courier.data) }
}
