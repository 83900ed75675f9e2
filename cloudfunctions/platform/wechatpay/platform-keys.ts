import { createPublicKey, createVerify, type KeyObject } from 'node:crypto'

/** WeChat Pay's pinned public keys. */
export interface PlatformKeys {
  /** The key that signed, or nothing: an unknown serial never causes a call. */
  find(serial: string): KeyObject | undefined
  /** What we announce in `Wechatpay-Serial`: the 微信支付公钥 if there is one. */
  preferredSerial: string
}

export function pinKeys(pems: Record<string, string>): PlatformKeys {
  const keys: Record<string, KeyObject> = Object.create(null) as Record<string, KeyObject>
  for (const [serial, pem] of Object.entries(pems)) keys[serial.toUpperCase()] = createPublicKey(pem)
  const serials = Object.keys(pems)
  return {
    find: (serial) => keys[serial.toUpperCase()],
    preferredSerial: serials.find((serial) => /^PUB_KEY_ID_/i.test(serial)) ?? serials[0] ?? '',
  }
}

export type Headers = Record<string, string | string[] | undefined>

export type SignatureProblem =
  | 'missing_headers'
  /** A signature test of WeChat Pay (`WECHATPAY/SIGNTEST/…`) that must be refused. */
  | 'probe'
  | 'stale'
  | 'unknown_serial'
  | 'bad_signature'

/** Official SDKs refuse what is five minutes away from now. */
const TOLERANCE_MS = 5 * 60_000

/**
 * Checks WeChat Pay's signature over `timestamp\nnonce\nbody\n`, where the body is the raw text as received.
 * @returns nothing when it holds, otherwise what is wrong.
 */
export function checkSignature(
  keys: PlatformKeys,
  headers: Headers,
  rawBody: string | Buffer,
  now: number,
): SignatureProblem | undefined {
  const serial = header(headers, 'wechatpay-serial')
  const signature = header(headers, 'wechatpay-signature')
  const timestamp = header(headers, 'wechatpay-timestamp')
  const nonce = header(headers, 'wechatpay-nonce')
  if (!serial || !signature || !timestamp || !nonce) return 'missing_headers'
  if (signature.startsWith('WECHATPAY/SIGNTEST/')) return 'probe'
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(Number(timestamp) * 1000 - now) > TOLERANCE_MS) return 'stale'
  const key = keys.find(serial)
  if (!key) return 'unknown_serial'
  // Node decodes what stands before the padding and ignores the rest, such as the second of two headers in one.
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(signature)) return 'bad_signature'
  const verify = createVerify('RSA-SHA256').update(`${timestamp}\n${nonce}\n`).update(rawBody).update('\n')
  return verify.verify(key, signature, 'base64') ? undefined : 'bad_signature'
}

/** The key that a message names, if it looks like one of WeChat Pay's: anybody may send anything. */
export function serialOf(headers: Headers): string | undefined {
  const serial = header(headers, 'wechatpay-serial')
  return serial !== undefined && /^(PUB_KEY_ID_\d{1,40}|[0-9A-F]{30,40})$/i.test(serial) ? serial : undefined
}

/** One header, whatever its case; a repeated one is none. */
function header(headers: Headers, name: string): string | undefined {
  let found: string | undefined
  for (const [key, value] of Object.entries(headers)) {
    if (key.toLowerCase() !== name || value === undefined) continue
    if (typeof value !== 'string' || found !== undefined) return undefined
    found = value
  }
  return found
}
