import { crash, type Dies, type Faults } from '../faults'
import type { WechatPayContext } from './context'
import type { Deliver } from './deliver'
import type { Notification } from './notification'
import { composeInPool, dueNotifications, nextNotificationAt, postpone, recordAttempt } from './notifications'
import { nextSettlementAt, settleDueRefunds } from './refunds'

/** The most a timer of Node can wait. */
const MAX_TIMER_MS = 2 ** 31 - 1
const MAX_IN_FLIGHT = 16
/** How long it waits, in ms of real time, when its own memory fails: on a full disk, say. */
const AFTER_FAILURE_MS = 1_000
/** How much later a `late` notification comes, on the emulator's clock: an order can be closed meanwhile. */
export const LATE_MS = 40 * 60_000

export interface Courier {
  /** Does everything that is due on the emulator's clock; resolves when nothing due and nothing under way is left. */
  tick(): Promise<void>
  /** Looks again when the next thing is due. */
  wake(): void
  /** Stops; resolves when deliveries under way have ended. */
  close(): Promise<void>
}

/** Brings notifications when they are due, on the emulator's clock: a jump of the clock brings what it passed. */
export function createCourier(
  context: WechatPayContext,
  parts: {
    deliver: Deliver
    faults: Faults
    /** Hears each delivery. */
    onNotified?: (subject: string, status: number | null) => void
  },
): Courier {
  const { deliver, faults, onNotified = () => {} } = parts
  const inFlight = new Map<string, Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  /** Runs while it waits after a failure. */
  let resting: NodeJS.Timeout | undefined
  let closed = false

  async function attempt(sent: Notification): Promise<void> {
    const status = sent.drops === 0 ? await bring(sent) : null
    if (closed || status === 'postponed') return
    recordAttempt(context, sent, status)
    onNotified(sent.subject, status)
  }

  /** One delivery, or what the plan makes of it. @returns the status it was answered with */
  async function bring(sent: Notification): Promise<number | null | 'postponed'> {
    const go = async (dies?: Dies) => {
      await context.store.flushed()
      const { headers, body } = await composeInPool(context, sent)
      return deliver({ url: sent.url, headers, body, ...(dies && { dies }) }).catch(() => null)
    }
    switch (faults.meet(`notification.${sent.probe ? 'PROBE' : sent.event_type}`)) {
      case 'refuse':
        return null
      case 'lose':
        await go()
        return null
      case 'late':
        postpone(context, sent, LATE_MS)
        return 'postponed'
      case 'twice':
        await go()
        return go()
      case 'kill_before':
        return go('before')
      case 'kill_after':
        return go('after')
      case 'crash_before':
        return crash()
      case 'crash_after':
        await go()
        return crash()
      default:
        return go()
    }
  }

  /** What could not be written down stays due: nothing is lost, and it is tried again a little later. */
  function pause(error: unknown): void {
    if (closed) return
    if (!resting) console.error('WeChat Pay could not write down what is due, and tries again:', error)
    clearTimeout(resting)
    resting = setTimeout(() => {
      resting = undefined
      void tick()
    }, AFTER_FAILURE_MS)
    resting.unref()
  }

  function startDue(): void {
    if (resting || inFlight.size >= MAX_IN_FLIGHT) return
    try {
      startNext()
    } catch (error) {
      pause(error)
    }
  }

  function startNext(): void {
    settleDueRefunds(context)
    for (const sent of dueNotifications(context, MAX_IN_FLIGHT)) {
      if (inFlight.has(sent.id) || inFlight.size >= MAX_IN_FLIGHT) continue
      inFlight.set(
        sent.id,
        attempt(sent)
          .catch(pause)
          .finally(() => inFlight.delete(sent.id)),
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
    if (closed || resting) return
    try {
      const at = Math.min(nextNotificationAt(context) ?? Infinity, nextSettlementAt(context) ?? Infinity)
      if (at === Infinity) return
      const waitMs = Math.min(Math.max(at - context.clock.now(), 0), MAX_TIMER_MS)
      timer = setTimeout(() => void tick(), waitMs)
      timer.unref()
    } catch (error) {
      pause(error)
    }
  }

  const stopListening = context.clock.onMove(() => void tick())
  return {
    tick,
    wake: arm,
    async close() {
      closed = true
      clearTimeout(timer)
      clearTimeout(resting)
      stopListening()
      await Promise.all(inFlight.values())
    },
  }
}
