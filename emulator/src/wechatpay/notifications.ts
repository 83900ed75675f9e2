import { randomUUID } from '../random'
import type { WechatPayContext } from './context'
import { rfc3339 } from './format'
import { notifyingKey } from './key-change'
import type { EventType, Notification } from './notification'
import { dueProbes, nextProbeAt, oweProbe, recordProbe, spoilSignature } from './probes'
import { seal, signBody, signBodyInPool, type SignedHeaders } from './sealing'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Pauses between deliveries, from the official documentation: 24 h 4 m in all. */
export const RETRY_PAUSES_MS: readonly number[] = [
  15 * SECOND,
  15 * SECOND,
  30 * SECOND,
  3 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  30 * MINUTE,
  30 * MINUTE,
  30 * MINUTE,
  60 * MINUTE,
  3 * HOUR,
  3 * HOUR,
  3 * HOUR,
  6 * HOUR,
  6 * HOUR,
]

/** Owes a notification, due at once. */
export function enqueue(
  context: WechatPayContext,
  made: { eventType: EventType; subject: string; url: string; resource: unknown; drops: number },
): string {
  const { store, clock } = context
  const id = randomUUID()
  const now = clock.now()
  store.run(
    `INSERT INTO notification (id, event_type, subject, url, resource, created_at, attempts, next_at, drops)
     VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)`,
    id,
    made.eventType,
    made.subject,
    made.url,
    JSON.stringify(made.resource),
    now,
    now,
    made.drops,
  )
  oweProbe(context, made)
  return id
}

/** Notifications, newest last; of one trade or refund if `subject` is given. */
export const listNotifications = ({ store }: WechatPayContext, subject?: string): Notification[] =>
  subject === undefined
    ? store.all<Notification>('SELECT * FROM notification ORDER BY created_at, rowid')
    : store.all<Notification>(
        'SELECT * FROM notification WHERE subject = ? ORDER BY created_at, rowid',
        subject,
      )

/** What is to be delivered now: notifications and probes. */
export const dueNotifications = (context: WechatPayContext, limit: number): Notification[] => [
  ...context.store.all<Notification>(
    'SELECT * FROM notification WHERE next_at <= ? ORDER BY next_at, rowid LIMIT ?',
    context.clock.now(),
    limit,
  ),
  ...dueProbes(context),
]

/** When the next notification or probe is due, ms; nothing when none waits. */
export function nextNotificationAt(context: WechatPayContext): number | undefined {
  const next = context.store.one<{ at: number | null }>(
    'SELECT MIN(next_at) AS at FROM notification WHERE next_at IS NOT NULL',
  )
  const at = Math.min(next?.at ?? Infinity, nextProbeAt(context) ?? Infinity)
  return at === Infinity ? undefined : at
}

/** Makes the notifications of a trade or refund due again now, whatever became of them. */
export const makeDue = ({ store, clock }: WechatPayContext, subject: string): number =>
  store.run('UPDATE notification SET next_at = ?, drops = 0 WHERE subject = ?', clock.now(), subject)

/** Leaves the next delivery for later, as if this one had not been tried. */
export function postpone({ store, clock }: WechatPayContext, sent: Notification, ms: number): void {
  const next = clock.now() + ms
  if (sent.probe) store.run('UPDATE probe SET next_at = ? WHERE next_at = ?', next, sent.next_at)
  else store.run('UPDATE notification SET next_at = ? WHERE id = ?', next, sent.id)
}

/** Writes down how a delivery went; the schedule runs from the first one, not from the last. */
export function recordAttempt(context: WechatPayContext, sent: Notification, status: number | null): void {
  const { store, clock } = context
  if (sent.probe) return recordProbe(context, sent, status)
  const acknowledged = status === 200 || status === 204
  const pause = RETRY_PAUSES_MS[sent.attempts]
  const next = acknowledged || pause === undefined ? null : (sent.next_at ?? clock.now()) + pause
  store.run(
    `UPDATE notification SET attempts = attempts + 1, next_at = ?, last_status = ?, drops = MAX(drops - 1, 0),
       acknowledged_at = COALESCE(acknowledged_at, ?) WHERE id = ?`,
    next,
    status,
    acknowledged ? clock.now() : null,
    sent.id,
  )
}

const SUMMARIES: Record<EventType, string> = {
  'TRANSACTION.SUCCESS': '支付成功',
  'REFUND.SUCCESS': '退款成功',
  'REFUND.ABNORMAL': '退款异常',
  'REFUND.CLOSED': '退款关闭',
}

type Content = Pick<Notification, 'id' | 'event_type' | 'resource' | 'created_at' | 'attempts' | 'probe'>

interface Composed {
  headers: SignedHeaders
  body: string
}

/** The request a notification is delivered with: encrypted anew and signed on the emulator's clock each time. */
export async function composeInPool(context: WechatPayContext, sent: Content): Promise<Composed> {
  const body = bodyOf(context, sent)
  const headers = await signBodyInPool(body, notifyingKey(context.keys, sent), context.clock.now())
  return { headers: sent.probe ? spoilSignature(headers) : headers, body }
}

/** The same at once. */
export function composeNotification(context: WechatPayContext, sent: Content): Composed {
  const body = bodyOf(context, sent)
  const headers = signBody(body, notifyingKey(context.keys, sent), context.clock.now())
  return { headers: sent.probe ? spoilSignature(headers) : headers, body }
}

function bodyOf({ keys }: WechatPayContext, sent: Content): string {
  const originalType = sent.event_type.startsWith('REFUND') ? 'refund' : 'transaction'
  return JSON.stringify({
    id: sent.id,
    create_time: rfc3339(sent.created_at),
    resource_type: 'encrypt-resource',
    event_type: sent.event_type,
    summary: SUMMARIES[sent.event_type],
    resource: { original_type: originalType, ...seal(sent.resource, originalType, keys.merchant.apiV3Key) },
  })
}
