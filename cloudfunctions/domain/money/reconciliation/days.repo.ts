import type { Context } from '../../../platform/context'
import type { Change } from '../../../platform/database'
import { leavingTrail, type Deed } from '../../../platform/trail'
import { readPage, type Page } from '../../../platform/page'
import type { ReconciliationDoc } from './reconciliation.model'

const DAYS = 'reconciliations'

/**
 * Longer than any function runs. Another lease than the timer's (`scheduler/lease.repo.ts`), which is one for all its
 * jobs: this one is of a single day, kept in its document so that comparing and noting are one update, and holds
 * against the merchant, too, who has a day compared again while the timer runs.
 */
const LEASE_MS = 10 * 60_000

export function readDay(ctx: Context, day: string): Promise<ReconciliationDoc | null> {
  return ctx.db.get(DAYS, day)
}

/** A page of days, newest first. @throws AppError BAD_INPUT for a foreign cursor */
export function pageOfDays(ctx: Context, cursor: string | undefined): Promise<Page<ReconciliationDoc>> {
  return readPage(ctx, DAYS, { list: 'days', where: {}, by: '_id', direction: 'desc' }, cursor)
}

/** The latest day. */
export async function newestDay(ctx: Context): Promise<ReconciliationDoc | undefined> {
  const [newest] = await ctx.db.find(DAYS, {
    where: {},
    orderBy: [['_id', 'desc']],
    limit: 1,
  })
  return newest
}

/** Opens a day that is first looked at at `nextAt`; `false` when it stands already. */
export function openDay(ctx: Context, day: string, nextAt: number): Promise<boolean> {
  const counts = { leaseUntil: 0, tries: 0, others: 0, found: 0, unlisted: 0 }
  return ctx.db.insert(DAYS, { _id: day, state: 'pending', nextAt, ...counts })
}

/** Days that are to be looked at now, the longest waiting first. */
export function findDueDays(ctx: Context, limit: number): Promise<ReconciliationDoc[]> {
  return ctx.db.find(DAYS, {
    where: { nextAt: ctx.db._.lte(ctx.clock.now()) },
    orderBy: [['nextAt', 'asc']],
    limit,
  })
}

/** Takes a day for oneself; `null` while somebody else has it. Who dies with it loses it after ten minutes. */
export function claimDay(ctx: Context, day: string): Promise<ReconciliationDoc | null> {
  const now = ctx.clock.now()
  const deed: Deed = {
    kind: 'money',
    what: '重新对账',
    subject: { id: day, name: `${day} 的对账` },
    changes: [],
    // Nobody else takes it in the same instant.
    key: `${day} ${now}`,
  }
  return leavingTrail(ctx, deed, (part) =>
    ctx.db.changeAndGet(
      DAYS,
      { _id: day, leaseUntil: ctx.db._.lte(now) },
      { leaseUntil: now + LEASE_MS, tries: ctx.db._.inc(1), ...part },
    ),
  )
}

/** Puts a day back without having compared it; only who still has it may. */
export async function putOffDay(
  ctx: Context,
  { _id, leaseUntil }: ReconciliationDoc,
  change: { state: 'waiting' | 'failed'; problem: string; nextAt: number | null },
): Promise<void> {
  const { nextAt, ...rest } = change
  await ctx.db.change(
    DAYS,
    { _id, leaseUntil },
    { ...rest, nextAt: nextAt ?? ctx.db._.remove(), leaseUntil: 0 },
  )
}

/** Notes what came of comparing a day; `null` when it was lost to somebody else, whose outcome counts then. */
export function finishDay(
  ctx: Context,
  { _id, leaseUntil }: ReconciliationDoc,
  done: Pick<ReconciliationDoc, 'sums' | 'flow' | 'others' | 'found' | 'unlisted'> & {
    nextAt: number | null
  },
): Promise<ReconciliationDoc | null> {
  const { _ } = ctx.db
  const { nextAt, sums, flow, ...counts } = done
  const change: Change<'reconciliations'> = {
    ...counts,
    state: 'done',
    sums: _.set(sums),
    flow: _.set(flow),
    reconciledAt: ctx.clock.now(),
    problem: _.remove(),
    nextAt: nextAt ?? _.remove(),
    leaseUntil: 0,
    ...(nextAt === null && { tries: 0 }),
  }
  return ctx.db.changeAndGet(DAYS, { _id, leaseUntil }, change)
}
