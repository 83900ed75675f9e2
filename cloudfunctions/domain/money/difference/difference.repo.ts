import type { Context } from '../../../platform/context'
import { derivedId } from '../../../platform/ids'
import { changeOf, leavingTrail, type Deed } from '../../../platform/trail'
import { readPage, type Page } from '../../../platform/page'
import type { DifferenceDoc, Finding } from './difference.model'

const DIFFERENCES = 'differences'

/** How many differences of one day are kept: more of them have one cause. */
export const MOST_A_DAY = 500

export const differenceId = (day: string, { kind, number }: Finding): string =>
  `${day}-${derivedId(20, 'difference', kind, number)}`

/**
 * Keeps a difference as open. One that the mall had put right is open again; what the staff dealt with stays
 * dealt with.
 */
export async function keepDifference(ctx: Context, day: string, finding: Finding): Promise<void> {
  const _id = differenceId(day, finding)
  const fresh: DifferenceDoc = { _id, day, state: 'open', foundAt: ctx.clock.now(), ...finding }
  if (await ctx.db.insert(DIFFERENCES, fresh)) return
  const { _ } = ctx.db
  const { oursFen, billFen } = finding
  await ctx.db.change(
    DIFFERENCES,
    { _id, state: _.in(['open', 'resolved']) },
    { state: 'open', oursFen, billFen, closedAt: _.remove(), note: _.remove() },
  )
}

/** The open differences of a day. */
export function findOpen(ctx: Context, day: string): Promise<DifferenceDoc[]> {
  return ctx.db.find(DIFFERENCES, { where: { day, state: 'open' }, limit: 2 * MOST_A_DAY })
}

/** Closes differences that are none any more; one that somebody dealt with meanwhile stays as it is. */
export async function resolve(ctx: Context, ids: readonly string[], note: string): Promise<void> {
  if (ids.length === 0) return
  const where = { _id: ctx.db._.in([...ids]), state: 'open' }
  await ctx.db.change(DIFFERENCES, where, { state: 'resolved', closedAt: ctx.clock.now(), note })
}

/**
 * `open → staff_handled`, once; `null` when it does not stand like that. `key`: of the deed, when it is more than this.
 */
export function handle(
  ctx: Context,
  id: string,
  by: { openid: string; name: string },
  note: string,
  key = id,
): Promise<DifferenceDoc | null> {
  const deed: Deed = {
    kind: 'money',
    what: '处理差异',
    // The id begins with the day.
    subject: { id, name: `${id.slice(0, 'yyyy-mm-dd'.length)} 的对账` },
    changes: changeOf('差异', '待处理', '已处理'),
    reason: note,
    key,
  }
  const closed = { closedAt: ctx.clock.now(), closedBy: by.openid, closedByName: by.name, note }
  return leavingTrail(ctx, deed, (part) =>
    ctx.db.changeAndGet(
      DIFFERENCES,
      { _id: id, state: 'open' },
      { state: 'staff_handled', ...closed, ...part },
    ),
  )
}

export function readDifference(ctx: Context, id: string): Promise<DifferenceDoc | null> {
  return ctx.db.get(DIFFERENCES, id)
}

/**
 * A page of the differences of a day in the order of their states (`DIFFERENCE_STATES`, which sorts like that).
 * @throws AppError BAD_INPUT for a foreign cursor
 */
export function pageOfDifferences(
  ctx: Context,
  day: string,
  cursor: string | undefined,
): Promise<Page<DifferenceDoc>> {
  return readPage(
    ctx,
    DIFFERENCES,
    { list: 'differences', where: { day }, by: 'state', direction: 'asc' },
    cursor,
  )
}

export function countOfDay(ctx: Context, day: string): Promise<number> {
  return ctx.db.count(DIFFERENCES, { day })
}

/** How many are open, over all days, and the day of all of them when it is one. One trip. */
export async function countOpen(ctx: Context): Promise<{ open: number; day?: string }> {
  const { $ } = ctx.db
  const [found] = await ctx.db.aggregate<{ open: number; first: string; last: string }>(
    DIFFERENCES,
    (pipeline) =>
      pipeline
        .match({ state: 'open' })
        .group({ _id: null, open: $.sum(1), first: $.min('$day'), last: $.max('$day') })
        .limit(1),
  )
  if (!found) return { open: 0 }
  const { open, first, last } = found
  return { open, ...(first === last && { day: first }) }
}

/** How many are open on each of these days. */
export async function countOpenByDay(ctx: Context, days: readonly string[]): Promise<Map<string, number>> {
  if (days.length === 0) return new Map()
  const { _, $ } = ctx.db
  const groups = await ctx.db.aggregate<{ _id: string; open: number }>(DIFFERENCES, (pipeline) =>
    pipeline
      .match({ state: 'open', day: _.in([...days]) })
      .group({ _id: '$day', open: $.sum(1) })
      .limit(days.length),
  )
  return new Map(groups.map(({ _id, open }) => [_id, open]))
}
