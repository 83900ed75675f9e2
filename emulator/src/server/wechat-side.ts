import type { MovableClock } from '../base'
import type { Faults } from '../faults'
import {
  createWechat,
  openWechatStore,
  type ShippablePayment,
  type Wechat,
  type WechatOptions,
} from '../wechat'
import {
  createWechatPay,
  openWechatPayStore,
  type Trade,
  type WechatPay,
  type WechatPayOptions,
} from '../wechatpay'

const APP_SECRET = 'local-app-secret-0000000000000000'

export interface WechatSide {
  wechatpay: WechatPay
  wechat: Wechat
  /** The variables with which functions are this merchant. */
  variables: Record<string, string>
  /** Where one function instance reaches them: its requests are told from another's. */
  variablesOf(instanceId: string): Record<string, string>
  close(): Promise<void>
}

export interface WechatSideOptions {
  clock: MovableClock
  url: string
  /** The function that WeChat Pay notifies; it answers over HTTP. */
  notifyFunction: string
  /** Takes WeChat's events (消息推送). */
  push?: WechatOptions['push']
  /** The pages of the mini-program; without them WeChat takes every page as published. */
  pages?: readonly string[]
  /** What a mini-program code opens. */
  codeUrl(target: { scene: string; page: string }): string
  /** A file below the data folder, or `:memory:`. */
  fileOf(name: string): string
  faults: Faults
  onNotified?: WechatPayOptions['onNotified']
  ackTimeoutMs?: WechatPayOptions['ackTimeoutMs']
}

/** WeChat Pay and WeChat's APIs, on one merchant and one mini-program. */
export async function openWechatSide(options: WechatSideOptions): Promise<WechatSide> {
  const { clock, url, notifyFunction, pages, codeUrl, fileOf, faults, onNotified } = options
  const payStore = openWechatPayStore(fileOf('wechatpay.db'))
  const wechatpay = await createWechatPay({
    clock,
    store: payStore,
    baseUrl: `${url}/wechatpay`,
    faults,
    onNotified,
    ackTimeoutMs: options.ackTimeoutMs,
  })
  const { merchant } = wechatpay
  const wechatStore = openWechatStore(fileOf('wechat.db'))
  const wechat = createWechat({
    clock,
    store: wechatStore,
    appid: merchant.appid,
    secret: APP_SECRET,
    faults,
    pages,
    codeUrl,
    ...(options.push && { push: options.push }),
    findPayment(by) {
      const trade = wechatpay.trade('transactionId' in by ? by : { outTradeNo: by.outTradeNo })
      return trade && shippable(trade)
    },
  })

  function shippable(trade: Trade): ShippablePayment | undefined {
    const { transaction_id: transactionId, paid_at: paidAt } = trade
    if (transactionId === null || paidAt === null) return undefined
    const refunded = payStore.one<{ fen: number }>(
      `SELECT COALESCE(SUM(refund), 0) AS fen FROM refund WHERE out_trade_no = ? AND status <> 'CLOSED'`,
      trade.out_trade_no,
    )
    return {
      transactionId,
      paidAt,
      mchid: merchant.mchid,
      outTradeNo: trade.out_trade_no,
      openid: trade.openid,
      description: trade.description,
      amountFen: trade.total,
      refunded: (refunded?.fen ?? 0) >= trade.total,
    }
  }

  return {
    wechatpay,
    wechat,
    variables: {
      WECHAT_APPID: merchant.appid,
      WECHAT_APPSECRET: APP_SECRET,
      WECHAT_API_BASE_URL: `${url}/wechat`,
      WECHAT_ENV_VERSION: 'develop',
      WXPAY_MCHID: merchant.mchid,
      WXPAY_APIV3_KEY: merchant.apiV3Key,
      WXPAY_PRIVATE_KEY: bare(merchant.privateKeyPem),
      WXPAY_SERIAL_NO: merchant.serialNo,
      WXPAY_PLATFORM_KEYS: JSON.stringify(
        Object.fromEntries(Object.entries(merchant.platformKeys).map(([id, pem]) => [id, bare(pem)])),
      ),
      WXPAY_NOTIFY_URL: `${url}/functions/${notifyFunction}`,
      WXPAY_BASE_URL: `${url}/wechatpay`,
    },
    variablesOf: (instanceId) => ({
      WECHAT_API_BASE_URL: `${url}/i/${instanceId}/wechat`,
      WXPAY_BASE_URL: `${url}/i/${instanceId}/wechatpay`,
    }),
    async close() {
      await wechatpay.close()
      await wechat.close()
      payStore.close()
      wechatStore.close()
    },
  }
}

/** PEM without header and line breaks: a function's variables have to fit into 4 KB. */
const bare = (pem: string) => pem.replace(/-----[^-]+-----|\s/g, '')
