import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { fixedKey } from '../random'
import type { WechatPay } from './wechatpay'
import { composeNotification, listNotifications } from './notifications'
import { PROBE_PREFIX } from './probes'
import { seal, signBody, type SignedHeaders } from './sealing'

export interface ForgedRequest {
  headers: Record<string, string>
  body: string
}

interface Contents extends Record<string, unknown> {
  amount?: Record<string, unknown>
}
type Resource = Record<string, string>

/** The headers with which WeChat Pay would sign an answer of this body now. */
export const signedHeaders = ({ context }: WechatPay, body: string): SignedHeaders =>
  signBody(body, context.keys.platform, context.clock.now())

/** What a forgery is made of: the last notification about the subject, as WeChat Pay would deliver it now. */
interface Workshop {
  genuine: ForgedRequest & { headers: SignedHeaders }
  now: number
  serial: string
  /** The genuine one with other headers; nothing takes a header away. */
  withHeaders(changed: Record<string, string | undefined>): ForgedRequest
  /** Any body under a signature that holds. */
  signed(body: string, at?: number): ForgedRequest
  /** Another envelope, signed. */
  withEnvelope(change: (envelope: Record<string, unknown>) => void): ForgedRequest
  /** Another resource in the envelope, signed. */
  withResource(change: (resource: Resource) => void): ForgedRequest
  /** Other contents, encrypted and signed: only WeChat Pay itself could send these. */
  withContents(change: (contents: Contents) => void): ForgedRequest
  /** The contents, encrypted under a key that is not the merchant's. */
  sealedOtherwise(): ForgedRequest
}

const MINUTE_MS = 60_000
const flipped = (base64: string, at: number): string => {
  const bytes = Buffer.from(base64, 'base64')
  const index = at % Math.max(bytes.length, 1)
  bytes[index] = (bytes[index] ?? 0) ^ 1
  return bytes.toString('base64')
}
const cutBy = (base64: string, bytes: number): string =>
  Buffer.from(base64, 'base64').subarray(0, -bytes).toString('base64')

const FORGERIES = {
  /** The notification itself: to deliver it again, or to replay it later. */
  genuine: ({ genuine }) => genuine,
  lower_case_serial: ({ serial, withHeaders }) => withHeaders({ 'Wechatpay-Serial': serial.toLowerCase() }),

  // Without a signature that holds.
  bad_signature: ({ genuine, withHeaders }) =>
    withHeaders({ 'Wechatpay-Signature': flipped(genuine.headers['Wechatpay-Signature'], 40) }),
  empty_signature: ({ withHeaders }) => withHeaders({ 'Wechatpay-Signature': '' }),
  foreign_key: ({ genuine, serial, now }) => ({
    headers: signBody(genuine.body, foreignKey(serial), now),
    body: genuine.body,
  }),
  sign_test: ({ genuine, withHeaders }) =>
    withHeaders({ 'Wechatpay-Signature': PROBE_PREFIX + genuine.headers['Wechatpay-Signature'] }),
  old_timestamp: ({ genuine, signed, now }) => signed(genuine.body, now - 5 * MINUTE_MS - 1000),
  future_timestamp: ({ genuine, signed, now }) => signed(genuine.body, now + 5 * MINUTE_MS + 1000),
  timestamp_in_ms: ({ withHeaders, now }) => withHeaders({ 'Wechatpay-Timestamp': String(now) }),
  timestamp_in_words: ({ withHeaders }) => withHeaders({ 'Wechatpay-Timestamp': 'today' }),
  moved_timestamp: ({ genuine, withHeaders }) =>
    withHeaders({ 'Wechatpay-Timestamp': String(Number(genuine.headers['Wechatpay-Timestamp']) - 1) }),
  other_nonce: ({ withHeaders }) => withHeaders({ 'Wechatpay-Nonce': '0'.repeat(32) }),
  unknown_serial: ({ withHeaders }) => withHeaders({ 'Wechatpay-Serial': `PUB_KEY_ID_${'0'.repeat(28)}` }),
  unknown_certificate: ({ withHeaders }) => withHeaders({ 'Wechatpay-Serial': `5${'A'.repeat(39)}` }),
  serial_constructor: ({ withHeaders }) => withHeaders({ 'Wechatpay-Serial': 'constructor' }),
  serial_proto: ({ withHeaders }) => withHeaders({ 'Wechatpay-Serial': '__proto__' }),
  no_signature: ({ withHeaders }) => withHeaders({ 'Wechatpay-Signature': undefined }),
  no_serial: ({ withHeaders }) => withHeaders({ 'Wechatpay-Serial': undefined }),
  no_timestamp: ({ withHeaders }) => withHeaders({ 'Wechatpay-Timestamp': undefined }),
  no_nonce: ({ withHeaders }) => withHeaders({ 'Wechatpay-Nonce': undefined }),
  no_headers: ({ genuine }) => ({ headers: {}, body: genuine.body }),
  doubled_header: ({ serial, withHeaders }) => withHeaders({ 'WECHATPAY-SERIAL': serial }),
  changed_body: ({ genuine }) => ({ ...genuine, body: genuine.body.replace('"summary":"', '"summary":"x') }),
  no_body: ({ genuine }) => ({ ...genuine, body: '' }),

  // Signed, but not sealed as it has to be.
  signed_changed_ciphertext: ({ withResource }) =>
    withResource((resource) => (resource.ciphertext = flipped(resource.ciphertext ?? '', 12))),
  signed_zero_tag: ({ withResource }) =>
    withResource((resource) => {
      const sealed = Buffer.from(resource.ciphertext ?? '', 'base64')
      resource.ciphertext = sealed.fill(0, sealed.length - 16).toString('base64')
    }),
  signed_truncated_tag: ({ withResource }) =>
    withResource((resource) => (resource.ciphertext = cutBy(resource.ciphertext ?? '', 4))),
  signed_short_ciphertext: ({ withResource }) => withResource((resource) => (resource.ciphertext = 'AAAA')),
  signed_wrong_associated_data: ({ withResource }) =>
    withResource((resource) => (resource.associated_data = 'other')),
  signed_wrong_nonce: ({ withResource }) => withResource((resource) => (resource.nonce = '000000000000')),
  signed_wrong_key: ({ sealedOtherwise }) => sealedOtherwise(),
  signed_other_algorithm: ({ withResource }) =>
    withResource((resource) => (resource.algorithm = 'AEAD_SM4_GCM')),

  // Signed, but no notification.
  signed_not_json: ({ signed }) => signed('<xml/>'),
  signed_array: ({ signed }) => signed('[]'),
  signed_no_resource: ({ withEnvelope }) => withEnvelope((envelope) => delete envelope.resource),
  signed_other_original_type: ({ withResource }) =>
    withResource((resource) => (resource.original_type = 'refund')),
  signed_unknown_event: ({ withEnvelope }) =>
    withEnvelope((envelope) => (envelope.event_type = 'MCHTRANSFER.BILL.FINISHED')),
  signed_refund_event: ({ withEnvelope }) =>
    withEnvelope((envelope) => (envelope.event_type = 'REFUND.SUCCESS')),

  // Signed and sealed, about somebody else.
  signed_other_mchid: ({ withContents }) => withContents((contents) => (contents.mchid = '1900000999')),
  signed_other_appid: ({ withContents }) =>
    withContents((contents) => (contents.appid = 'wx00000000000000ff')),
  signed_sub_merchant: ({ withContents }) =>
    withContents((contents) => {
      Object.assign(contents, { sp_mchid: contents.mchid, sp_appid: contents.appid, sub_mchid: '1900000999' })
      delete contents.mchid
      delete contents.appid
    }),

  // Signed, sealed and ours, and not what was ordered.
  signed_short_amount: ({ withContents }) => withContents(amount({ total: 1, payer_total: 1 })),
  signed_over_amount: ({ withContents }) =>
    withContents(amount({ total: 9_999_999, payer_total: 9_999_999 })),
  signed_other_currency: ({ withContents }) => withContents(amount({ currency: 'USD' })),
  signed_other_openid: ({ withContents }) =>
    withContents((contents) => (contents.payer = { openid: 'oSomebodyElse00000000000000A' })),
  signed_unknown_order: ({ withContents }) =>
    withContents((contents) => (contents.out_trade_no = '90000000000000000000')),
  signed_refunded_elsewhere: ({ withContents }) =>
    withContents((contents) => (contents.trade_state = 'REFUND')),
  signed_not_paid: ({ withContents }) => withContents((contents) => (contents.trade_state = 'NOTPAY')),
  signed_without_amount: ({ withContents }) => withContents((contents) => delete contents.amount),
  signed_without_transaction: ({ withContents }) =>
    withContents((contents) => delete contents.transaction_id),
  signed_fraction_of_a_fen: ({ withContents }) => withContents(amount({ total: 1.5 })),
} satisfies Record<string, (workshop: Workshop) => ForgedRequest>

/** Ways in which a notification may be false: from a broken signature to a signed lie. */
export type Forgery = keyof typeof FORGERIES

export const forgeryNames = (): Forgery[] => Object.keys(FORGERIES) as Forgery[]

/** Composes a notification about a trade or refund of the local WeChat Pay, forged in one way. For tests. */
export function forgeNotification(wechatpay: WechatPay, subject: string, forgery: Forgery): ForgedRequest {
  return FORGERIES[forgery](openWorkshop(wechatpay, subject))
}

function amount(changed: Record<string, unknown>) {
  return (contents: Contents) => (contents.amount = { ...contents.amount, ...changed })
}

function openWorkshop({ context }: WechatPay, subject: string): Workshop {
  const sent = listNotifications(context, subject).at(-1)
  if (!sent) throw new Error(`no notification about ${subject}`)
  const now = context.clock.now()
  const genuine = composeNotification(context, sent)
  const signed = (body: string, at = now) => ({ headers: signBody(body, context.keys.platform, at), body })
  const withEnvelope = (change: (envelope: Record<string, unknown>) => void) => {
    const envelope = JSON.parse(genuine.body) as Record<string, unknown>
    change(envelope)
    return signed(JSON.stringify(envelope))
  }
  const withResource = (change: (resource: Resource) => void) =>
    withEnvelope(({ resource }) => change(resource as Resource))
  return {
    genuine,
    now,
    serial: genuine.headers['Wechatpay-Serial'],
    signed,
    withEnvelope,
    withResource,
    withHeaders(changed) {
      const merged = Object.entries({ ...genuine.headers, ...changed })
      const headers = Object.fromEntries(
        merged.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      )
      return { headers, body: genuine.body }
    },
    withContents(change) {
      const contents = JSON.parse(sent.resource) as Contents
      change(contents)
      return composeNotification(context, { ...sent, resource: JSON.stringify(contents) })
    },
    sealedOtherwise: () =>
      withResource((resource) =>
        Object.assign(resource, seal(sent.resource, resource.associated_data ?? '', 'k'.repeat(32))),
      ),
  }
}

/** A key that nobody pinned, under a serial that somebody did. */
function foreignKey(serial: string) {
  const fixed = fixedKey('stranger')
  const privateKey = fixed
    ? createPrivateKey(fixed)
    : generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  return { serial, privateKey }
}
