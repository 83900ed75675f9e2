import type { WechatPayContext } from './context'
import { rfc3339 } from './format'
import type { EventType, Notification } from './notification'
import type { SignedHeaders } from './sealing'

/** What the signature of a probe begins with; nothing that begins so is ever valid. */
export const PROBE_PREFIX = 'WECHATPAY/SIGNTEST/'

/** A probe follows the notification it copies after this. */
const PROBE_DELAY_MS = 7 * 60_000

/**
 * Signature probes (签名探测流量): now and then WeChat Pay delivers a notification whose signature is false, to see
 * whether the merchant checks it. It has to be refused (4xx or 5xx); who acknowledges it would believe anybody.
 * Here the first notification of each day in China is copied by a probe, seven minutes later.
 *
 * Source: https://pay.weixin.qq.com/doc/v3/merchant/4016241880
 */
export function oweProbe(
  { store, clock }: WechatPayContext,
  copied: { eventType: EventType; subject: string; url: string; resource: unknown },
): void {
  const now = clock.now()
  store.run(
    `INSERT INTO probe (day, event_type, subject, url, resource, created_at, next_at)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (day) DO NOTHING`,
    rfc3339(now).slice(0, 10),
    copied.eventType,
    copied.subject,
    copied.url,
    JSON.stringify(copied.resource),
    now,
    now + PROBE_DELAY_MS,
  )
}

interface ProbeRow {
  day: string
  event_type: EventType
  subject: string
  url: string
  resource: string
  created_at: number
  /** When it is delivered; null once it was. */
  next_at: number | null
  /** How the merchant answered; null when it was not delivered or nobody answered. */
  last_status: number | null
}

/** All probes, oldest first. */
export const listProbes = ({ store }: WechatPayContext): ProbeRow[] =>
  store.all<ProbeRow>('SELECT * FROM probe ORDER BY created_at')

export const dueProbes = ({ store, clock }: WechatPayContext): Notification[] =>
  store
    .all<ProbeRow>('SELECT * FROM probe WHERE next_at <= ? ORDER BY next_at', clock.now())
    .map(({ day, ...row }) => ({
      ...row,
      id: idOf(day),
      attempts: 0,
      drops: 0,
      acknowledged_at: null,
      probe: true as const,
    }))

export const nextProbeAt = ({ store }: WechatPayContext): number | undefined =>
  store.one<{ at: number | null }>('SELECT MIN(next_at) AS at FROM probe WHERE next_at IS NOT NULL')?.at ??
  undefined

const idOf = (day: string): string => `probe-${day}`

/** Writes down how a probe was answered; each is delivered once. An acknowledgement is the merchant's mistake. */
export function recordProbe({ store }: WechatPayContext, sent: Notification, status: number | null): void {
  store.run(
    'UPDATE probe SET next_at = NULL, last_status = ? WHERE day = ?',
    status,
    sent.id.slice(idOf('').length),
  )
  if (status !== null && status >= 200 && status < 300)
    process.emitWarning(
      `the merchant acknowledged a notification whose signature is false (${sent.subject}, HTTP ${status})`,
      { type: 'WechatPayWarning', code: 'SIGNTEST_ACKNOWLEDGED' },
    )
}

/** Turns a signed request into a probe. */
export const spoilSignature = (headers: SignedHeaders): SignedHeaders => ({
  ...headers,
  'Wechatpay-Signature': PROBE_PREFIX + headers['Wechatpay-Signature'],
})
