export type { ChainLink, OrderDoc, OrderLineDoc, ParcelDoc, RefundDoc, RefundLineDoc } from './order.model'
export type { OrderEffect, OrderEvent, OrderTransition } from './order.seams'
export { follow, followsOf, payAll, payAtOnce } from './follow.service'
export { getOrder, isUnreadable, receiverOf, statesOfTab } from './list.service'
export {
  findBySlot,
  findDue,
  giveSlotUp,
  insertOrder,
  isDue,
  ORDERS,
  pageOfOrders,
  postpone,
  readOrder,
  readOwnOrder,
} from './order.repo'
export {
  isWhollyRefunded,
  leftOf,
  nextReceiptLook,
  orderSubject,
  parcelsOf,
  receiveByOf,
  receiverPlace,
  refundsOf,
  refundStateOf,
  slotsOf,
  unshippedOf,
  untouched,
} from './order.rules'
export { courierName, toDetail, toSummary } from './order.view'
