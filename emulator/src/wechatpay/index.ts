export { feeOf } from './bills/fees'
export { changeBill, type BillChange } from './bills/forge'
export { paymentBooks, type PaymentBooks } from './books'
export { LATE_MS } from './courier'
export type { Deliver } from './deliver'
export { forgeNotification, forgeryNames, signedHeaders, type ForgedRequest, type Forgery } from './forge'
export { beginKeyChange, endKeyChange, shareNotifications, type KeyChange } from './key-change'
export type { PlatformMode } from './keys'
export type { Notification } from './notification'
export { RETRY_PAUSES_MS } from './notifications'
export { recordPast, type PastPayment, type PastRefund } from './past'
export {
  enterPassword,
  type PayOptions,
  type PayResult,
  type PaymentSheet,
  type RequestPaymentParams,
} from './payer'
export { PROBE_PREFIX, listProbes } from './probes'
export { refuseRefunds, setNextOutcome, type RefundOutcome } from './refunds'
export { openWechatPayStore, type WechatPayStore } from './store'
export type { Trade } from './trades'
export {
  LOCAL_APPID,
  LOCAL_MCHID,
  createWechatPay,
  type WechatPay,
  type WechatPayMerchant,
  type WechatPayOptions,
} from './wechatpay'
