export {
  createNotificationReader,
  createWechatPayGateway,
  type PrepayInput,
  type RefundInput,
  type NotificationReader,
  type WechatPayGateway,
} from './gateway'
export type { WechatPayConfig } from './config'
export type { FundFlowBill } from './fund-flow-bill'
export type { BillPayment, BillRefund, TradeBill, TradeSums } from './trade-bill'
export type { PayParams } from './library'
export type { Notification, NotificationProblem, RefundEvent } from './notification'
export type { Headers } from './platform-keys'
export { normaliseCode } from './codes'
export type { Rejected, Remedy, Result, Unknown, UnknownCause } from './result'
export type { Payment, Refund, RefundStatus, TradeState, Transaction } from './wire'
