import type { Context } from './context'
import { causeOf } from './log'

/** Working off what is due: a few at a time, within the time that a run has, one failure never stopping the rest. */

const MINUTE_MS = 60_000
const LONGEST_PAUSE_MS = 60 * MINUTE_MS

/** The pause before the next try, after `tries` of them: 1, 2, 4 … at most 60 minutes. */
export function pauseAfter(tries: number): number {
  return Math.min(MINUTE_MS * 2 ** Math.min(Math.max(0, tries - 1), 30), LONGEST_PAUSE_MS)
}

/** Runs `work` over all items, `atOnce` at a time. `work` must not throw. */
export async function eachOf<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0
  const runner = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, runner))
}

export interface WorkedOff {
  /** Items that were begun. */
  taken: number
  failed: number
}

export interface WorkOptions<T> {
  /** The next items that are due, at most `limit` of them, the longest waiting first. */
  find(limit: number): Promise<readonly T[]>
  /** Does one; an item that is done, or put off, is not found again. */
  one(item: T): Promise<void>
  /** Puts an item off that failed, so that it does not stand in front for ever. May fail itself. */
  putOff?(item: T, error: unknown): Promise<void>
  keyOf(item: T): string
  /** For the log when one fails. */
  event: string
  atOnce: number
  /** The most items of one run; what is left over comes with the next. */
  limit: number
  /** Items of one read. */
  batch?: number
  /** No item is begun after this instant, ms. */
  until: number
}

/** Works off what is due, batch by batch, each item once a run. Never throws for an item. */
export async function workOff<T>(ctx: Context, options: WorkOptions<T>): Promise<WorkedOff> {
  const { atOnce, limit, until, batch = 50 } = options
  const seen = new Set<string>()
  const counts: WorkedOff = { taken: 0, failed: 0 }
  while (seen.size < limit && ctx.clock.now() <= until) {
    const found = await options.find(Math.min(batch, limit - seen.size))
    const fresh = found.filter((item) => !seen.has(options.keyOf(item)))
    if (fresh.length === 0) break
    for (const item of fresh) seen.add(options.keyOf(item))
    await eachOf(fresh, atOnce, async (item) => {
      if (ctx.clock.now() > until) return
      counts.taken += 1
      try {
        await options.one(item)
      } catch (error) {
        counts.failed += 1
        ctx.log.error(options.event, { id: options.keyOf(item), cause: causeOf(error) })
        await options.putOff?.(item, error).catch(() => undefined)
      }
    })
  }
  return counts
}
