import type { WechatPayContext } from './context'
import type { Deliver } from './deliver'
import {
  composeInPool,
  dueNotifications,
  nextNotificationAt,
  recordAttempt,
  type Notification,
} from './notifications'
import { nextSettlementAt, settleDueRefunds } from './refunds'

/** The most a timer of Node can wait. */
const MAX_TIMER_MS = 2 ** 31 - 1
const MAX_IN_FLIGHT = 16

export interface Courier {
  /** Does everything that is due on the shop's clock; resolves when nothing due and nothing under way is left. */
  tick(): Promise<void>
  /** Looks again when the next thing is due. */
  wake(): void
  /** Stops; resolves when deliveries under way have ended. */
  close(): Promise<void>
}

/** Brings notifications when they are due, on the shop's clock: a jump of the clock brings what it passed. */
export function createCourier(
  context: WechatPayContext,
  deliver: Deliver,
  onNotified: (subject: string, status: number | null) => void = () => {},
): Courier {
  const inFlight = new Map<string, Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let closed = false

  async function attempt(sent: Notification): Promise<void> {
    let status: number | null = null
    if (sent.drops === 0) {
      await context.store.flushed()
      const { headers, body } = await composeInPool(context, sent)
      status = await deliver({ url: sent.url, headers, body }).catch(() => null)
    }
    if (closed) return
    recordAttempt(context, sent, status)
    onNotified(sent.subject, status)
  }

  function startDue(): void {
    if (inFlight.size >= MAX_IN_FLIGHT) return
    settleDueRefunds(context)
    for (const sent of dueNotifications(context, MAX_IN_FLIGHT)) {
      if (inFlight.has(sent.id) || inFlight.size >= MAX_IN_FLIGHT) continue
      inFlight.set(
        sent.id,
        attempt(sent).finally(() => inFlight.delete(sent.id)),
      )
    }
  }

  /** One loop for all who wait: each of them looking after each delivery would be work squared. */
  let draining: Promise<void> | undefined
  function tick(): Promise<void> {
    if (!closed) startDue()
    if (inFlight.size > 0) return (draining ??= drain())
    arm()
    return Promise.resolve()
  }

  async function drain(): Promise<void> {
    while (!closed && inFlight.size > 0) {
      await Promise.race(inFlight.values())
      if (!closed) startDue()
    }
    draining = undefined
    arm()
  }

  function arm(): void {
    clearTimeout(timer)
    if (closed) return
    const at = Math.min(nextNotificationAt(context) ?? Infinity, nextSettlementAt(context) ?? Infinity)
    if (at === Infinity) return
    const waitMs = Math.min(Math.max(at - context.clock.now(), 0), MAX_TIMER_MS)
    timer = setTimeout(() => void tick(), waitMs)
    timer.unref()
  }

  const stopListening = context.clock.onMove(() => void tick())
  return {
    tick,
    wake: arm,
    async close() {
      closed = true
      clearTimeout(timer)
      stopListening()
      await Promise.all(inFlight.values())
    },
  }
}
