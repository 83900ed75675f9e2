import type { Context } from './context'
import { causeOf } from './log'

/** Working off what is due: a few at a time, within the time that a run has, one failure never stopping the rest. */

const MINUTE_MS = 60_000
const LONGEST_PAUSE_MS = 60 * MINUTE_MS
/** The pause of what does not count its tries. */
export const AFTER_FAILURE_MS = 5 * MINUTE_MS

/** The pause before the next try, after `tries` of them: 1, 2, 4 … at most 60 minutes. */
export function pauseAfter(tries: number): number {
  return Math.min(MINUTE_MS * 2 ** Math.min(Math.max(0, tries - 1), 30), LONGEST_PAUSE_MS)
}

/** Runs `work` over all items, `atOnce` at a time. @throws the first failure, when all of them have ended */
export async function eachOf<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values()
  const failures: unknown[] = []
  const runner = async () => {
    // The runners share what is left.
    for (const item of rest) await work(item).catch((error: unknown) => failures.push(error))
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, runner))
  if (failures.length > 0) throw failures[0]
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
    // What failed and was not put off stands in front still.
    const wanted = Math.min(batch, limit - seen.size) + counts.failed
    const found = await options.find(wanted)
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
    // That was all; what has become due meanwhile comes with the next run.
    if (found.length < wanted) break
  }
  return counts
}
