import type { IncomingMessage, ServerResponse } from 'node:http'
import type { MovableClock } from '../base'
import { createFaults, type Caller, type FaultPlan, type Faults } from '../faults'
import type { WechatPayContext } from './context'
import { createCourier } from './courier'
import { deliverOverHttp, type Deliver } from './deliver'
import { openKeyring, type PlatformMode } from './keys'
import type { Notification } from './notification'
import { listNotifications, makeDue } from './notifications'
import {
  cancel,
  pay,
  sheet,
  type PayOptions,
  type PayResult,
  type PaymentSheet,
  type RequestPaymentParams,
} from './payer'
import { finishRefund, setNextOutcome, type RefundOutcome } from './refunds'
import { createServer } from './server'
import type { WechatPayStore } from './store'
import { findTrade, tradeState, type Trade } from './trades'

export interface WechatPayOptions {
  clock: MovableClock
  /** Not closed by `close()`: who opened it closes it. */
  store: WechatPayStore
  /** Where `handle` is reached, with its prefix, such as `http://127.0.0.1:7800/wechatpay`. */
  baseUrl: string
  /** How notifications travel; default real HTTP to this machine. */
  deliver?: Deliver
  /** How long it waits for an acknowledgement, ms of real time; 5 s, as WeChat Pay does. */
  ackTimeoutMs?: number
  /** Hears each delivery: the out_trade_no or out_refund_no, and the status it was answered with. */
  onNotified?: (subject: string, status: number | null) => void
  /** What goes wrong, here and elsewhere; default a plan of its own. */
  faults?: Faults
  /** 微信支付公钥 (the default, as for new merchants) or 平台证书. */
  platformMode?: PlatformMode
  appid?: string
  mchid?: string
  /** How long a refund stays PROCESSING on the emulator's clock; default 3,000 ms. */
  refundDelayMs?: number
}

/** What the functions need to know to be this merchant. */
export interface WechatPayMerchant {
  appid: string
  mchid: string
  apiV3Key: string
  privateKeyPem: string
  certificatePem: string
  serialNo: string
  /** Public keys to pin, by `PUB_KEY_ID_…` or certificate serial number. */
  platformKeys: Record<string, string>
  baseUrl: string
}

export interface WechatPay {
  /** Answers a request whose url is the path behind the prefix. Never rejects. */
  handle(request: IncomingMessage, response: ServerResponse, caller?: Caller): Promise<void>
  merchant: WechatPayMerchant
  /** What the payer's sheet shows for a prepay_id. */
  sheet(prepayId: string): PaymentSheet | undefined
  /** The payer confirms. */
  pay(what: string | RequestPaymentParams, options: PayOptions): PayResult
  /** The payer dismisses the sheet: nothing changes, and the trade can still be paid. */
  cancel(prepayId: string): PayResult
  /** A trade as WeChat Pay knows it, with the state that a query shows. */
  trade(by: { outTradeNo: string } | { transactionId: string }): (Trade & { shownState: string }) | undefined
  /** All notifications, or those of one out_trade_no or out_refund_no. */
  notifications(subject?: string): Notification[]
  /** Delivers the notifications of an out_trade_no or out_refund_no once more. */
  resend(subject: string): Promise<void>
  /** The next refund request ends like this instead of SUCCESS. */
  nextRefund(outcome: RefundOutcome): void
  /** Ends a refund now; false when it cannot change any more. */
  finishRefund(outRefundNo: string, outcome: RefundOutcome): boolean
  faults: FaultPlan
  /** Resolves when all that it knows survives a power cut. */
  flushed(): Promise<void>
  /** Does what is due on the emulator's clock and waits for it. */
  tick(): Promise<void>
  close(): Promise<void>
  /** For `forge.ts`. */
  context: WechatPayContext
}

export const LOCAL_APPID = 'wxba9ba9ba9ba90001'
export const LOCAL_MCHID = '1900000109'

/** A WeChat Pay of one's own: API v3 with real signatures and encryption, on the emulator's clock. */
export async function createWechatPay(options: WechatPayOptions): Promise<WechatPay> {
  const { clock, store, baseUrl, appid = LOCAL_APPID, mchid = LOCAL_MCHID } = options
  const keys = await openKeyring(store, {
    mchid,
    mode: options.platformMode ?? 'public_key',
    now: clock.now(),
  })
  const context: WechatPayContext = {
    clock,
    store,
    keys,
    appid,
    mchid,
    refundDelayMs: options.refundDelayMs ?? 3000,
    wake: () => courier.wake(),
  }
  const faults = options.faults ?? createFaults()
  const courier = createCourier(context, {
    deliver: options.deliver ?? deliverOverHttp(options.ackTimeoutMs),
    faults,
    onNotified: options.onNotified,
  })
  const server = createServer(context, faults)
  courier.wake()

  return {
    handle: server.handle,
    merchant: {
      appid,
      mchid,
      apiV3Key: keys.merchant.apiV3Key,
      privateKeyPem: keys.merchant.privateKeyPem,
      certificatePem: keys.merchant.certificatePem,
      serialNo: keys.merchant.serialNo,
      platformKeys: { [keys.platform.serial]: keys.platform.publicKeyPem },
      baseUrl,
    },
    sheet: (prepayId) => sheet(context, prepayId),
    pay: (what, payOptions) => pay(context, what, payOptions),
    cancel: (prepayId) => cancel(context, prepayId),
    trade(by) {
      const found =
        'outTradeNo' in by
          ? findTrade(context, 'out_trade_no', by.outTradeNo)
          : findTrade(context, 'transaction_id', by.transactionId)
      return found && { ...found, shownState: tradeState(context, found) }
    },
    notifications: (subject) => listNotifications(context, subject),
    async resend(subject) {
      makeDue(context, subject)
      await courier.tick()
    },
    nextRefund: (outcome) => setNextOutcome(context, outcome),
    finishRefund: (outRefundNo, outcome) => finishRefund(context, outRefundNo, outcome),
    faults,
    flushed: async () => void (await store.flushed()),
    tick: courier.tick,
    async close() {
      await faults.disarm()
      await courier.close()
    },
    context,
  }
}
