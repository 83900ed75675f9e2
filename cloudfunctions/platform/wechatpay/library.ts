import { createPrivateKey, createPublicKey, createSign, randomBytes } from 'node:crypto'
import type { WechatPayConfig } from './config'
import { WECHATPAY_ORIGIN } from './config'
import type { Transport, TransportOutput } from './transport'

/** What the mini-program hands to `wx.requestPayment`. */
export interface PayParams {
  /** Seconds since 1970. */
  timeStamp: string
  nonceStr: string
  /** `prepay_id=…` */
  package: string
  signType: 'RSA'
  paySign: string
}

/** The calls of `wechatpay-node-v3` that we use, over our transport. */
export interface Library {
  transactions_jsapi(params: JsapiParams): Promise<TransportOutput>
  query(params: { out_trade_no: string }): Promise<TransportOutput>
  close(outTradeNo: string): Promise<TransportOutput>
  refunds(params: RefundParams): Promise<TransportOutput>
  find_refunds(outRefundNo: string): Promise<TransportOutput>
  tradebill(params: BillParams): Promise<TransportOutput>
  fundflowbill(params: BillParams): Promise<TransportOutput>
  downloadBill(url: string): Promise<TransportOutput>
  payParams(prepayId: string): PayParams
}

export interface JsapiParams {
  description: string
  out_trade_no: string
  time_expire: string
  notify_url: string
  amount: { total: number; currency: 'CNY' }
  payer: { openid: string }
}

export interface BillParams {
  /** `2026-11-20`. */
  bill_date: string
  tar_type: 'GZIP'
}

export type RefundParams = ({ out_trade_no: string } | { transaction_id: string }) & {
  out_refund_no: string
  reason?: string
  notify_url: string
  amount: { refund: number; total: number; currency: 'CNY' }
}

/**
 * Loads the library at the first call (it brings an http client along) and replaces what it does wrong: its
 * time comes from `now`, its nonces from the system's random source instead of `Math.random()`, and the key is read
 * once: reading a PEM costs twice as much as signing with it.
 */
export async function loadLibrary(
  config: WechatPayConfig,
  transport: Transport,
  now: () => number,
): Promise<Library> {
  const { default: Pay } = await import('wechatpay-node-v3')
  const privateKey = createPrivateKey(config.privateKeyPem)

  class ClockedPay extends Pay {
    override sha256WithRsa(data: string): string {
      return createSign('RSA-SHA256').update(data).sign(privateKey, 'base64')
    }

    protected override buildAuthorization(
      method: string,
      url: string,
      params?: Record<string, unknown>,
    ): string {
      const nonce = randomBytes(16).toString('hex')
      const timestamp = seconds(now())
      const path = url.replace(WECHATPAY_ORIGIN, '')
      return this.getAuthorization(
        nonce,
        timestamp,
        this.getSignature(method, nonce, timestamp, path, params),
      )
    }

    payParams(prepayId: string): PayParams {
      const timeStamp = seconds(now())
      const nonceStr = randomBytes(16).toString('hex')
      const bundle = `prepay_id=${prepayId}`
      const paySign = this.sign(`${config.appid}\n${timeStamp}\n${nonceStr}\n${bundle}\n`)
      return { timeStamp, nonceStr, package: bundle, signType: 'RSA', paySign }
    }
  }

  const pay = new ClockedPay({
    appid: config.appid,
    mchid: config.mchid,
    serial_no: config.serialNo,
    // Wanted by the constructor; read only when no serial number is given.
    publicKey: Buffer.from(createPublicKey(privateKey).export({ type: 'spki', format: 'pem' })),
    privateKey: Buffer.from(config.privateKeyPem),
    userAgent: 'banyan-mall',
  })
  pay.createHttp(transport)
  return pay as unknown as Library
}

const seconds = (at: number): string => String(Math.floor(at / 1000))
