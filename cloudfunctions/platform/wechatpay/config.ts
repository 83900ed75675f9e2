/** Everything the gateway must know about the merchant; read from the environment elsewhere. */
export interface WechatPayConfig {
  appid: string
  mchid: string
  /** 32 bytes; what notifications are opened with. Whoever reads none goes without. */
  apiV3Key?: string
  /** The merchant's API key, PKCS#8 or PKCS#1. */
  privateKeyPem: string
  /** Serial number of the merchant's API certificate. */
  serialNo: string
  /**
   * WeChat Pay's keys, pinned: public keys (or certificates) in PEM by `PUB_KEY_ID_…` or serial number. During
   * a change from certificates to 微信支付公钥 both are given. Nothing is ever fetched for an unknown serial.
   */
  platformKeys: Record<string, string>
  /** Where payments and refunds are notified: https, at most 255 characters, no query. */
  notifyUrl: string
  /** Default `https://api.mch.weixin.qq.com`. */
  baseUrl?: string
  /** How long one call may take; default 8,000 ms. */
  timeoutMs?: number
}

export const WECHATPAY_ORIGIN = 'https://api.mch.weixin.qq.com'
export const DEFAULT_TIMEOUT_MS = 8000

/** Throws when the configuration cannot work; names the field, never its value. */
export function checkConfig(config: WechatPayConfig): void {
  const wrong = (field: string, why: string) => new Error(`WeChat Pay configuration: ${field} ${why}`)
  for (const field of ['appid', 'mchid', 'privateKeyPem', 'serialNo', 'notifyUrl'] as const)
    if (!config[field]) throw wrong(field, 'is missing')
  if (config.apiV3Key !== undefined && Buffer.byteLength(config.apiV3Key) !== 32)
    throw wrong('apiV3Key', 'must have 32 bytes')
  if (Object.keys(config.platformKeys).length === 0) throw wrong('platformKeys', 'must hold at least one key')
  if (config.notifyUrl.length > 255 || /[?#]/.test(config.notifyUrl))
    throw wrong('notifyUrl', 'must have at most 255 characters and no query')
}
