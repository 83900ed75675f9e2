import * as z from 'zod'
import type { WechatPayConfig } from './config'
import { openResource } from './decrypt'
import {
  checkSignature,
  serialOf,
  type Headers,
  type PlatformKeys,
  type SignatureProblem,
} from './platform-keys'
import { readRefund, readTransaction, type Refund, type Transaction } from './wire'

export type RefundEvent = 'REFUND.SUCCESS' | 'REFUND.ABNORMAL' | 'REFUND.CLOSED'

/** A notification that WeChat Pay signed, for this merchant. */
export type Notification =
  | { kind: 'transaction'; id: string; event: 'TRANSACTION.SUCCESS'; transaction: Transaction }
  | { kind: 'refund'; id: string; event: RefundEvent; refund: Refund }
  /** `serial`: the key that the request names, when it is one that we did not pin. */
  | { kind: 'rejected'; reason: NotificationProblem; serial?: string }

export type NotificationProblem =
  | SignatureProblem
  | 'malformed'
  /** Signed, but not encrypted under our APIv3 key, or changed. */
  | 'undecryptable'
  | 'wrong_merchant'
  /** Signed, but an event that we never asked to hear of. */
  | 'unsupported_event'

const envelopeWire = z.object({
  id: z.string().min(1).max(64),
  event_type: z.string(),
  resource: z.object({
    original_type: z.string(),
    algorithm: z.literal('AEAD_AES_256_GCM'),
    ciphertext: z.string(),
    associated_data: z.string().default(''),
    nonce: z.string(),
  }),
})

const ownerWire = z.object({ mchid: z.string(), appid: z.string().optional() })

const refuse = (reason: NotificationProblem) => ({ kind: 'rejected' as const, reason })

/** Whose notifications are read, and with what. */
export type NotificationKeys = Required<Pick<WechatPayConfig, 'appid' | 'mchid' | 'apiV3Key'>>

/** Verifies, opens and reads a notification. Amounts and openid are for the caller to compare with the order. */
export function parseNotification(
  keys: PlatformKeys,
  config: NotificationKeys,
  request: { headers: Headers; rawBody: string | Buffer },
  now: number,
): Notification {
  const problem = checkSignature(keys, request.headers, request.rawBody, now)
  if (problem === 'unknown_serial') return { ...refuse(problem), serial: serialOf(request.headers) }
  if (problem) return refuse(problem)
  const envelope = envelopeWire.safeParse(parse(request.rawBody.toString()))
  if (!envelope.success) return refuse('malformed')
  const { id, event_type: event, resource } = envelope.data
  const expected = originalTypeOf(event)
  if (!expected) return refuse('unsupported_event')
  if (resource.original_type !== expected) return refuse('malformed')
  const plaintext = openResource(
    { ciphertext: resource.ciphertext, associatedData: resource.associated_data, nonce: resource.nonce },
    config.apiV3Key,
  )
  if (plaintext === undefined) return refuse('undecryptable')
  const value = parse(plaintext)
  if (event === 'TRANSACTION.SUCCESS') {
    if (!ours(value, config, true)) return refuse('wrong_merchant')
    const transaction = readTransaction(value)
    return transaction?.paid ? { kind: 'transaction', id, event, transaction } : refuse('malformed')
  }
  if (!ours(value, config, false)) return refuse('wrong_merchant')
  const refund = readRefund(value)
  return refund && isRefundEvent(event) && event === `REFUND.${refund.status}`
    ? { kind: 'refund', id, event, refund }
    : refuse('malformed')
}

const isRefundEvent = (event: string): event is RefundEvent =>
  event === 'REFUND.SUCCESS' || event === 'REFUND.ABNORMAL' || event === 'REFUND.CLOSED'

/** What the resource of an event was before its encryption; nothing for an event that we do not know. */
function originalTypeOf(event: string): 'transaction' | 'refund' | undefined {
  if (event === 'TRANSACTION.SUCCESS') return 'transaction'
  return isRefundEvent(event) ? 'refund' : undefined
}

/** A payment names merchant and app; a refund names the merchant only. */
function ours(value: unknown, config: { appid: string; mchid: string }, namesApp: boolean): boolean {
  const owner = ownerWire.safeParse(value)
  if (!owner.success || owner.data.mchid !== config.mchid) return false
  return !namesApp || owner.data.appid === config.appid
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
