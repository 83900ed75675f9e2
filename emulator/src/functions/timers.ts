import type { MovableClock } from '../base'
import { parseCron } from './cron'
import type { FunctionSpec } from './types'

/** After a jump a timer fires once for each time it would have, but not more often than this. */
const MOST_RUNS_AFTER_JUMP = 3
const MAX_WAIT_MS = 60_000

export interface Timers {
  /** Resolves when every timer that is due has run. */
  settle(): Promise<void>
  close(): Promise<void>
}

/**
 * Timer triggers on the emulator's clock. A jump over a thousand minutes runs a minute's timer a few times, not a
 * thousand: what a first run makes due, the next ones finish.
 */
export function createTimers(
  clock: MovableClock,
  specs: readonly FunctionSpec[],
  fire: (functionName: string, event: object) => Promise<unknown>,
): Timers {
  const timers = specs.flatMap(({ name, triggers }) =>
    triggers.map((trigger) => startTimer(clock, trigger, (event) => fire(name, event))),
  )
  return {
    settle: async () => void (await Promise.all(timers.map((timer) => timer.settle()))),
    close: async () => void (await Promise.all(timers.map((timer) => timer.close()))),
  }
}

function startTimer(
  clock: MovableClock,
  trigger: FunctionSpec['triggers'][number],
  fire: (event: object) => Promise<unknown>,
) {
  const cron = parseCron(trigger.cron)
  let nextAt = cron.next(clock.now())
  let running: Promise<void> | undefined
  let waiting: NodeJS.Timeout | undefined
  let moved = false
  let closed = false

  /** Fire times that have come, at least one after a jump; afterwards `nextAt` lies ahead. */
  function takeDue(): number[] {
    const due: number[] = []
    while (nextAt !== undefined && nextAt <= clock.now()) {
      due.push(nextAt)
      nextAt = cron.next(due.length < MOST_RUNS_AFTER_JUMP ? nextAt : clock.now())
    }
    if (moved && due.length === 0) due.push(clock.now())
    moved = false
    return due
  }

  async function runDue(): Promise<void> {
    for (let due = takeDue(); due.length > 0 && !closed; due = takeDue()) {
      for (const at of due) {
        if (closed) return
        const time = new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
        await fire({ Type: 'Timer', TriggerName: trigger.name, Time: time, Message: '' })
      }
    }
  }

  function wake(): Promise<void> {
    running ??= runDue().finally(() => {
      running = undefined
      arm()
    })
    return running
  }

  function arm(): void {
    clearTimeout(waiting)
    if (closed || nextAt === undefined) return
    const waitMs = Math.min(Math.max(nextAt - clock.now(), 0), MAX_WAIT_MS)
    waiting = setTimeout(() => void wake(), waitMs)
    waiting.unref()
  }

  const stopListening = clock.onMove(() => {
    moved = true
    void wake()
  })
  arm()
  return {
    async settle() {
      // A run that began before a jump does not count for it: look until nothing is due any more.
      do await wake()
      while (!closed && (moved || (nextAt !== undefined && nextAt <= clock.now())))
    },
    async close() {
      closed = true
      clearTimeout(waiting)
      stopListening()
      await running
    },
  }
}
