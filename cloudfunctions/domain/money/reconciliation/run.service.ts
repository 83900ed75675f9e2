import { DAY_MS, dayOf } from '@shared/business-day'
import type { Context } from '../../../platform/context'
import { causeOf } from '../../../platform/log'
import { firstPaidAt } from './trades.repo'
import { billReadyAt, dayAfter } from './day.rules'
import { findDueDays, newestDay, openDay } from './days.repo'
import { reconcileDay } from './reconcile.service'

/** Days that one run compares; what is left over comes with the next run. */
const DAYS_A_RUN = 3
/** A run takes no more days after this. */
const RUN_LIMIT_MS = 15_000
/** Bills can be had for three months. */
const OLDEST_DAYS = 89
/** Days that one run opens. */
const OPENED_A_RUN = 31

export interface ReconciliationCounts {
  done: number
  waiting: number
  failed: number
}

/**
 * The timer's job: opens each day that has ended, and compares those whose bill can be had, several after one
 * another when some were missed. Without anything due two round trips, so that the timer may come every minute.
 */
export async function reconcileBills(ctx: Context): Promise<ReconciliationCounts> {
  const counts: ReconciliationCounts = { done: 0, waiting: 0, failed: 0 }
  const stopAt = ctx.clock.now() + RUN_LIMIT_MS
  await openEndedDays(ctx)
  for (const { _id } of await findDueDays(ctx, DAYS_A_RUN)) {
    if (ctx.clock.now() > stopAt) break
    try {
      const { kind } = await reconcileDay(ctx, _id)
      if (kind !== 'taken') counts[kind] += 1
    } catch (error) {
      // Nobody else takes the day for ten minutes; then the next run does.
      counts.failed += 1
      ctx.log.error('reconciliation.died', { day: _id, cause: causeOf(error) })
    }
  }
  return counts
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
