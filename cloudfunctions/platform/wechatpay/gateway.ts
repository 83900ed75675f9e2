import { requestBill } from './bills'
import { rejected } from './codes'
import { checkConfig, DEFAULT_TIMEOUT_MS, WECHATPAY_ORIGIN, type WechatPayConfig } from './config'
import { loadLibrary, type Library, type PayParams } from './library'
import { parseNotification, type Notification, type NotificationKeys } from './notification'
import { pinKeys, type Headers } from './platform-keys'
import { ok, unknown, type Result } from './result'
import { fundFlowReader, type FundFlowBill } from './fund-flow-bill'
import { tradeBillReader, type TradeBill } from './trade-bill'
import { createTransport, type Answer } from './transport'
import { rfc3339 } from '@shared/business-day'
import { cutToBytes } from '@shared/text/graphemes'
import { DESCRIPTION_BYTES, REFUND_REASON_BYTES } from '../wechat-limits'
import { readRefund, readTransaction, type Refund, type Transaction } from './wire'

export interface PrepayInput {
  /** out_trade_no: 6–32 of `0-9A-Za-z_-`. */
  orderId: string
  /** Cut at 127 bytes. */
  description: string
  /** At least 1 fen. */
  amountFen: number
  openid: string
  /** ms since 1970. Like all parameters it is fixed by the first call: repeat the call with the same. */
  expiresAt: number
}

export interface RefundInput {
  orderId: string
  /** Names the payment itself instead of its order. */
  transactionId?: string
  /** out_refund_no, stored before the call: 1–64 of `0-9A-Za-z_-`. The same number is the same refund. */
  refundNo: string
  refundFen: number
  /** What the order had cost. */
  totalFen: number
  /** Shown to the payer, cut at 80 bytes. */
  reason?: string
}

export interface WechatPayGateway {
  prepay(input: PrepayInput): Promise<Result<{ prepayId: string; payParams: PayParams }>>
  /** `ORDER_NOT_EXIST` (rejected) when the order was never prepaid. */
  query(orderId: string): Promise<Result<Transaction>>
  /** ok also when it was closed before; `ORDERPAID` (rejected) when it was paid. */
  close(orderId: string): Promise<Result<null>>
  /** ok means accepted: read the status. */
  refund(input: RefundInput): Promise<Result<Refund>>
  queryRefund(refundNo: string): Promise<Result<Refund>>
  /**
   * What a day in Beijing (`2026-11-20`) had of payments and refunds; can be had from ten o'clock on the next day
   * and for three months. Nothing for a day without any. `STATEMENT_CREATING` (rejected, not final) before.
   */
  tradeBill(day: string): Promise<Result<TradeBill | null>>
  /** What went through the account on a day; as `tradeBill`. */
  fundFlowBill(day: string): Promise<Result<FundFlowBill | null>>
  /** Never calls anywhere. @throws without an `apiV3Key` */
  parseNotification: NotificationReader
}

export type NotificationReader = (request: { headers: Headers; rawBody: string | Buffer }) => Notification

/**
 * Reads notifications: of all the merchant's secrets it needs one. The reader never throws and never calls anywhere.
 */
export function createNotificationReader(
  config: NotificationKeys & Pick<WechatPayConfig, 'platformKeys'>,
  { now }: { now: () => number },
): NotificationReader {
  const keys = pinKeys(config.platformKeys)
  return (request) => parseNotification(keys, config, request, now())
}

/** WeChat Pay API v3 through `wechatpay-node-v3`. Throws on a configuration that cannot work. */
export function createWechatPayGateway(
  config: WechatPayConfig,
  { now }: { now: () => number },
): WechatPayGateway {
  checkConfig(config)
  const keys = pinKeys(config.platformKeys)
  let library: Promise<Library> | undefined
  const pay = () =>
    (library ??= loadLibrary(
      config,
      createTransport({
        keys,
        baseUrl: config.baseUrl ?? WECHATPAY_ORIGIN,
        timeoutMs: config.timeoutMs ?? DEFAULT_TIMEOUT_MS,
        now,
      }),
      now,
    ))

  return {
    async prepay(input) {
      const wrong = wrongOrderId(input.orderId) ?? wrongAmount('amountFen', input.amountFen)
      if (wrong) return wrong
      const api = await pay()
      const { answer } = await api.transactions_jsapi({
        description: cutToBytes(input.description, DESCRIPTION_BYTES),
        out_trade_no: input.orderId,
        time_expire: rfc3339(input.expiresAt),
        notify_url: config.notifyUrl,
        amount: { total: input.amountFen, currency: 'CNY' },
        payer: { openid: input.openid },
      })
      return read(answer, (body) => {
        const prepayId = (body as { prepay_id?: unknown } | null)?.prepay_id
        return typeof prepayId === 'string' && prepayId
          ? { prepayId, payParams: api.payParams(prepayId) }
          : undefined
      })
    },

    async query(orderId) {
      const wrong = wrongOrderId(orderId)
      if (wrong) return wrong
      const { answer } = await (await pay()).query({ out_trade_no: orderId })
      return read(answer, (body) => {
        const trade = readTransaction(body)
        const ours =
          trade?.orderId === orderId && trade.mchid === config.mchid && trade.appid === config.appid
        return ours ? trade : undefined
      })
    },

    async close(orderId) {
      const wrong = wrongOrderId(orderId)
      if (wrong) return wrong
      const { answer } = await (await pay()).close(orderId)
      return answer.kind === 'ok' ? ok(null) : answer
    },

    async refund(input) {
      const wrong =
        wrongOrderId(input.orderId) ??
        wrongRefundNo(input.refundNo) ??
        wrongAmount('refundFen', input.refundFen) ??
        wrongAmount('totalFen', input.totalFen)
      if (wrong) return wrong
      const { answer } = await (
        await pay()
      ).refunds({
        ...(input.transactionId ? { transaction_id: input.transactionId } : { out_trade_no: input.orderId }),
        out_refund_no: input.refundNo,
        ...(input.reason && { reason: cutToBytes(input.reason, REFUND_REASON_BYTES) }),
        notify_url: config.notifyUrl,
        amount: { refund: input.refundFen, total: input.totalFen, currency: 'CNY' },
      })
      return read(answer, (body) => {
        const refund = readRefund(body)
        const same =
          refund?.refundNo === input.refundNo &&
          refund.orderId === input.orderId &&
          refund.refundFen === input.refundFen
        return same ? refund : undefined
      })
    },

    async queryRefund(refundNo) {
      const wrong = wrongRefundNo(refundNo)
      if (wrong) return wrong
      const { answer } = await (await pay()).find_refunds(refundNo)
      return read(answer, (body) => {
        const refund = readRefund(body)
        return refund?.refundNo === refundNo ? refund : undefined
      })
    },

    tradeBill: async (day) => requestBill(await pay(), 'tradebill', day, tradeBillReader(config, day)),

    fundFlowBill: async (day) => requestBill(await pay(), 'fundflowbill', day, fundFlowReader(day)),

    parseNotification(request) {
      const { apiV3Key } = config
      if (apiV3Key === undefined) throw new Error('WeChat Pay configuration: apiV3Key is missing')
      return parseNotification(keys, { ...config, apiV3Key }, request, now())
    },
  }
}

/** Turns a verified body into a value; one that does not say what was asked leaves the outcome unknown. */
function read<Value>(answer: Answer, from: (body: unknown) => Value | undefined): Result<Value> {
  if (answer.kind !== 'ok') return answer
  const value = from(answer.body)
  return value === undefined ? unknown('malformed', 'the answer is not about what was asked') : ok(value)
}

/** WeChat Pay also allows `|`, `*` and `@`, but the library signs paths with them wrongly. */
const wrongOrderId = (orderId: string) =>
  /^[0-9A-Za-z_-]{6,32}$/.test(orderId) ? undefined : rejected('PARAM_ERROR', 'orderId: 6-32 of 0-9A-Za-z_-')

const wrongRefundNo = (refundNo: string) =>
  /^[0-9A-Za-z_-]{1,64}$/.test(refundNo)
    ? undefined
    : rejected('PARAM_ERROR', 'refundNo: 1-64 of 0-9A-Za-z_-')

const wrongAmount = (name: string, fen: number) =>
  Number.isSafeInteger(fen) && fen > 0
    ? undefined
    : rejected('PARAM_ERROR', `${name}: a whole number of fen above 0`)
