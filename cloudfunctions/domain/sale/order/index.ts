export type { OrderDoc, OrderLineDoc, ParcelDoc, RefundDoc, RefundLineDoc } from './order.model'
export type {
  CheckoutPart,
  CheckoutRequest,
  OrderEffect,
  OrderEvent,
  OrderTransition,
  Reservation,
} from './order.seams'
export { readCheckout } from './checkout.service'
export { follow, followsOf, payAll, payAtOnce } from './follow.service'
export { getOrder, statesOfTab } from './list.service'
export { findDue, ORDERS, pageOfOrders, postpone, readOrder, readOwnOrder } from './order.repo'
export {
  isWhollyRefunded,
  leftOf,
  parcelsOf,
  refundsOf,
  refundStateOf,
  unshippedOf,
  untouched,
} from './order.rules'
export { toDetail, toSummary } from './order.view'
export { courierName } from './timeline.view'
