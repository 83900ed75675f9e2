import { DAY_MS, dayOf, instantOfDay } from '@shared/business-day'
import type { Context } from '../../../platform/context'
import { workOff } from '../../../platform/work'
import { findDueDays, newestDay, openDay } from './days.repo'
import { reconcileDay } from './reconcile.service'
import type { ReconciliationDoc } from './reconciliation.model'
import { firstPaidAt } from './trades.repo'

/** Days that one run compares; what is left over comes with the next run. */
const DAYS_A_RUN = 3
/** Bills can be had for three months. */
const OLDEST_DAYS = 89
/** Days that one run opens. */
const OPENED_A_RUN = 31

/** When the bill of a business day such as `2026-11-20` can be had: from ten o'clock on the next day, ms. */
export const billReadyAt = (day: string): number => instantOfDay(day) + DAY_MS + 10 * 3_600_000

const dayAfter = (day: string): string => dayOf(instantOfDay(day) + DAY_MS)

export interface ReconciliationCounts {
  done: number
  waiting: number
  failed: number
}

/**
 * The timer's job: opens each day that has ended, and compares those whose bill can be had, several after one
 * another when some were missed; begins none after `until`, ms. Without anything due two round trips.
 */
export async function reconcileBills(ctx: Context, until = Infinity): Promise<ReconciliationCounts> {
  const counts: ReconciliationCounts = { done: 0, waiting: 0, failed: 0 }
  await openEndedDays(ctx)
  const { failed } = await workOff<ReconciliationDoc>(ctx, {
    find: (count) => findDueDays(ctx, count),
    one: async ({ _id }) => {
      const { kind } = await reconcileDay(ctx, _id)
      if (kind !== 'taken') counts[kind] += 1
    },
    keyOf: ({ _id }) => _id,
    // Nobody else takes the day for ten minutes; then the next run does.
    event: 'reconciliation.died',
    atOnce: 1,
    limit: DAYS_A_RUN,
    until,
  })
  return { ...counts, failed: counts.failed + failed }
}

/** Days stand without a gap from the first payment on; a shop that nobody has paid begins with yesterday. */
async function openEndedDays(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const yesterday = dayOf(now - DAY_MS)
  const newest = await newestDay(ctx)
  if (newest && newest._id >= yesterday) return
  const first = newest ? dayAfter(newest._id) : dayOf((await firstPaidAt(ctx)) ?? now - DAY_MS)
  const oldest = dayOf(now - OLDEST_DAYS * DAY_MS)
  let day = first > oldest ? first : oldest
  for (let opened = 0; day <= yesterday && opened < OPENED_A_RUN; opened++) {
    await openDay(ctx, day, billReadyAt(day))
    day = dayAfter(day)
  }
}
