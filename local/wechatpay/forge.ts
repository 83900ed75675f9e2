import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { WechatPay } from './index'
import { composeNotification, listNotifications } from './notifications'
import { signBody, type SignedHeaders } from './sealing'

/**
 * Ways in which a notification may be false. `genuine` is the notification itself, to send it twice. Those up
 * to `signed_*` carry no valid signature; the `signed_*` ones do and lie in their contents.
 */
export type Forgery =
  | 'genuine'
  | 'bad_signature'
  | 'foreign_key'
  | 'sign_test'
  | 'old_timestamp'
  | 'future_timestamp'
  | 'unknown_serial'
  | 'serial_constructor'
  | 'serial_proto'
  | 'no_signature'
  | 'changed_body'
  | 'signed_changed_ciphertext'
  | 'signed_zero_tag'
  | 'signed_wrong_associated_data'
  | 'signed_wrong_nonce'
  | 'signed_short_ciphertext'
  | 'signed_other_mchid'
  | 'signed_other_appid'
  | 'signed_short_amount'
  | 'signed_other_openid'
  | 'signed_other_event'
  | 'signed_not_json'

export interface ForgedRequest {
  headers: Record<string, string>
  body: string
}

/** Composes a notification about a trade or refund of the local WeChat Pay, forged in one way. For tests. */
export function forgeNotification(wechatpay: WechatPay, subject: string, forgery: Forgery): ForgedRequest {
  const { context } = wechatpay
  const sent = listNotifications(context, subject).at(-1)
  if (!sent) throw new Error(`no notification about ${subject}`)
  const sign = (body: string, at = context.clock.now()) => signBody(body, context.keys.platform, at)
  const signed = (body: string) => ({ headers: sign(body), body })
  const { headers, body } = composeNotification(context, sent)
  const withHeader = (name: keyof SignedHeaders, value: string) => ({
    headers: { ...headers, [name]: value },
    body,
  })
  const withResource = (change: (resource: Record<string, string>) => void) => {
    const envelope = JSON.parse(body) as { resource: Record<string, string> }
    change(envelope.resource)
    return signed(JSON.stringify(envelope))
  }
  const withContents = (change: (contents: Contents) => void) => {
    const contents = JSON.parse(sent.resource) as Contents
    change(contents)
    return composeNotification(context, { ...sent, resource: JSON.stringify(contents) })
  }

  switch (forgery) {
    case 'genuine':
      return { headers, body }
    case 'bad_signature':
      return withHeader('Wechatpay-Signature', flip(headers['Wechatpay-Signature'], 40))
    case 'foreign_key':
      return { headers: signBody(body, foreignKey(context.keys.platform.serial), context.clock.now()), body }
    case 'sign_test':
      return withHeader('Wechatpay-Signature', 'WECHATPAY/SIGNTEST/' + headers['Wechatpay-Signature'])
    case 'old_timestamp':
      return { headers: sign(body, context.clock.now() - 6 * 60_000), body }
    case 'future_timestamp':
      return { headers: sign(body, context.clock.now() + 6 * 60_000), body }
    case 'unknown_serial':
      return withHeader('Wechatpay-Serial', 'PUB_KEY_ID_0000000000000000000000000000')
    case 'serial_constructor':
      return withHeader('Wechatpay-Serial', 'constructor')
    case 'serial_proto':
      return withHeader('Wechatpay-Serial', '__proto__')
    case 'no_signature':
      return { headers: { 'Content-Type': 'application/json' }, body }
    case 'changed_body':
      return { headers, body: body.replace('"summary":"', '"summary":"x') }
    case 'signed_changed_ciphertext':
      return withResource((resource) => (resource.ciphertext = flip(resource.ciphertext ?? '', 12)))
    case 'signed_zero_tag':
      return withResource((resource) => {
        const sealed = Buffer.from(resource.ciphertext ?? '', 'base64')
        sealed.fill(0, sealed.length - 16)
        resource.ciphertext = sealed.toString('base64')
      })
    case 'signed_wrong_associated_data':
      return withResource((resource) => (resource.associated_data = 'other'))
    case 'signed_wrong_nonce':
      return withResource((resource) => (resource.nonce = '000000000000'))
    case 'signed_short_ciphertext':
      return withResource((resource) => (resource.ciphertext = 'AAAA'))
    case 'signed_other_mchid':
      return withContents((contents) => (contents.mchid = '1900000999'))
    case 'signed_other_appid':
      return withContents((contents) => (contents.appid = 'wx00000000000000ff'))
    case 'signed_short_amount':
      return withContents((contents) => {
        if (contents.amount) contents.amount = { ...contents.amount, total: 1, payer_total: 1 }
      })
    case 'signed_other_openid':
      return withContents((contents) => (contents.payer = { openid: 'oSomebodyElse00000000000000A' }))
    case 'signed_other_event':
      return signed(body.replace(sent.event_type, 'MCHTRANSFER.BILL.FINISHED'))
    case 'signed_not_json':
      return signed('<xml/>')
  }
}

interface Contents {
  mchid: string
  appid?: string
  amount?: Record<string, unknown>
  payer?: { openid: string }
}

/** Changes one bit of a base64 text's bytes. */
function flip(base64: string, at: number): string {
  const bytes = Buffer.from(base64, 'base64')
  const index = at % Math.max(bytes.length, 1)
  bytes[index] = (bytes[index] ?? 0) ^ 1
  return bytes.toString('base64')
}

/** A key that nobody pinned, under a serial that somebody did. */
function foreignKey(serial: string): { serial: string; privateKey: KeyObject } {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { serial, privateKey }
}
