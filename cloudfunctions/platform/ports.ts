import type { DeliveryWay } from '@shared/contract/fulfilment/limits'
import type { PayParams } from '@shared/contract/payment/schema'

/**
 * What the domain needs of WeChat Pay, of WeChat's server APIs and of the environment's storage; `wechatpay/`,
 * `wechat/` and `storage.ts` fulfil it.
 */

/**
 * What became of a call to another system. `unknown` (a time-out, a broken or unverifiable answer) is never a
 * failure: the call may have taken effect, so the same call is made again or its result asked for.
 */
export type Outcome<T> =
  | { kind: 'ok'; value: T }
  /** The other side refused. `final`: the same call will never succeed. */
  | { kind: 'rejected'; code: string; message: string; final: boolean }
  | { kind: 'unknown'; cause: string }

export type TradeState = 'SUCCESS' | 'REFUND' | 'NOTPAY' | 'CLOSED' | 'REVOKED' | 'USERPAYING' | 'PAYERROR'

/** A payment as WeChat Pay tells it, from an answer or a notification that was verified. */
export interface Payment {
  orderId: string
  tradeState: TradeState
  appid: string
  mchid: string
  /** WeChat Pay's number; set once paid. */
  transactionId?: string
  /** Fen, as ordered. */
  totalFen?: number
  currency?: string
  openid?: string
  /** When the payer paid. */
  paidAt?: number
}

export type RefundStatus = 'PROCESSING' | 'SUCCESS' | 'CLOSED' | 'ABNORMAL'

export interface Refund {
  refundNo: string
  orderId: string
  status: RefundStatus
  amountFen: number
  succeededAt?: number
  /** When WeChat Pay accepted it; notifications do not say. */
  createdAt?: number
}

/** A payment as the bill of its day has it; amounts in fen. */
export interface BillPayment {
  transactionId: string
  orderId: string
  /** As ordered. */
  totalFen: number
}

/** A refund as the bill of the day has it on which WeChat Pay accepted it. */
export interface BillRefund {
  refundNo: string
  orderId: string
  refundFen: number
  /** As it was when the bill was made; a bill never changes. */
  status: 'succeeded' | 'processing' | 'failed'
}

/** What a day's trades come to; fen. */
export interface TradeSums {
  payments: number
  paymentFen: number
  refunds: number
  refundFen: number
  /** What WeChat Pay keeps, less what it gave back. */
  feeFen: number
  /** What is left for the merchant. */
  netFen: number
}

export interface TradeBill {
  payments: readonly BillPayment[]
  refunds: readonly BillRefund[]
  /** Rows of the merchant's other apps included. */
  sums: TradeSums
  /** How many rows belong to the merchant's other apps. */
  others: number
}

/** What went through the account on a day; fen. */
export interface FundFlowBill {
  incomeFen: number
  expenseFen: number
  /** What of it comes from payments, refunds and their fees. */
  tradeNetFen: number
}

export type Notification =
  { type: 'payment'; id: string; payment: Payment } | { type: 'refund'; id: string; refund: Refund }

export interface PayGateway {
  /** `orderId` 6–32 of [0-9A-Za-z_-]; `expiresAt` is fixed by the first call for this order. */
  prepay(request: {
    orderId: string
    description: string
    amountFen: number
    openid: string
    expiresAt: number
  }): Promise<Outcome<{ prepayId: string; payParams: PayParams }>>
  query(orderId: string): Promise<Outcome<Payment>>
  /** `ORDERPAID` when it was paid meanwhile. */
  close(orderId: string): Promise<Outcome<null>>
  /** Idempotent by `refundNo`. `ok` means accepted, not paid back. */
  refund(request: {
    orderId: string
    /** Which payment of the order goes back; needed when it is not the only one. */
    transactionId?: string
    refundNo: string
    amountFen: number
    totalFen: number
    reason: string
  }): Promise<Outcome<Refund>>
  queryRefund(refundNo: string): Promise<Outcome<Refund>>
  /**
   * What a business day (`2026-11-20`) had of payments and refunds; `null` for a day without any. From ten o'clock
   * on the next day, for three months; `STATEMENT_CREATING` before.
   */
  tradeBill(day: string): Promise<Outcome<TradeBill | null>>
  fundFlowBill(day: string): Promise<Outcome<FundFlowBill | null>>
  parseNotification(request: {
    headers: Readonly<Record<string, string | undefined>>
    /** Exactly the bytes that were signed. */
    rawBody: string
  }):
    | { ok: true; notification: Notification }
    /** `serial`: a key of WeChat Pay that we did not pin. */
    | { ok: false; reason: string; serial?: string }
}

export interface WechatApi {
  /** The version of the mini-program that its codes open. */
  readonly envVersion: 'release' | 'trial' | 'develop'
  miniProgramCode(request: { scene: string; page: string }): Promise<Outcome<Uint8Array>>
  sendSubscribeMessage(request: {
    openid: string
    templateId: string
    page?: string
    data: Record<string, string>
  }): Promise<Outcome<null>>
  /**
   * Opens the card of an order in the buyer's messages, for which the number of its payment is the permission; `ok`
   * also when it is open. Here `final` says that another try is of no use, whoever might mend the cause.
   */
  openCard(request: {
    openid: string
    transactionId: string
    page: string
    amountFen: number
    paidAt: number
    goods: readonly { name: string; picture: string; page: string; quantity: number; priceFen: number }[]
  }): Promise<Outcome<null>>
  /** Says on that card what was sent. */
  changeCard(request: {
    openid: string
    transactionId: string
    page: string
    shipped: 'partly' | 'wholly'
  }): Promise<Outcome<null>>
  uploadShippingInfo(request: {
    transactionId: string
    openid: string
    way: DeliveryWay
    /** WeChat's id of the courier, and its number; express only. */
    courier?: string
    waybill?: string
    itemDescription: string
    /** The receiver's phone number, which some couriers need. */
    receiverMobile?: string
  }): Promise<Outcome<null>>
  /**
   * Where a payment's order stands in WeChat: whether its buyer has confirmed the receipt, or its time is over there.
   */
  receiptState(transactionId: string): Promise<Outcome<'received' | 'open'>>
  /** Whether a text by this user is fit for others to read; `review` is not `pass`. */
  checkText(request: {
    openid: string
    text: string
    where: 'profile' | 'comment'
  }): Promise<Outcome<'pass' | 'review' | 'risky'>>
  /**
   * Has WeChat look at a picture of this user, whom it has seen within two hours, at an address that it can fetch.
   * Answers the number under which its verdict comes (`wechatpush`), within half an hour.
   */
  checkPicture(request: { openid: string; address: string }): Promise<Outcome<string>>
  /**
   * What WeChat wants of a mini-program that sells goods: `unopened` without 发货信息管理, `unconfirmed` without
   * 交易结算管理. Two calls.
   */
  tradeStanding(): Promise<Outcome<'open' | 'unopened' | 'unconfirmed'>>
  /** WeChat's directory of couriers. */
  couriers(): Promise<Outcome<{ code: string; name: string }[]>>
}

/** The environment's own storage: what lies there is read by everybody, and put there by functions alone. */
export interface FileStore {
  /**
   * Puts a file at a path such as `pictures/1f.webp`; one that is there already is replaced.
   * @returns its id: `cloud://<environment>.<bucket>/<path>`
   */
  put(path: string, content: Uint8Array): Promise<Outcome<string>>
  /** Of these ids those that name a file which is there, each with its address; at most 50 at a time. */
  addresses(fileIds: readonly string[]): Promise<Outcome<ReadonlyMap<string, string>>>
}
