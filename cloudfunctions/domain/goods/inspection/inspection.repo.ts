import type { Context } from '../../../platform/context'
import { leavingTrail, type Deed } from '../../../platform/trail'
import type { PictureCheckDoc, Verdict } from './inspection.model'

/** Collection `pictureChecks`: each step is one conditional update of one document. */

const CHECKS = 'pictureChecks'

/** The most answers that are kept for a question whose number is not noted yet. */
const EARLY = 20

export const keepCheck = (ctx: Context, check: PictureCheckDoc): Promise<boolean> =>
  ctx.db.insert(CHECKS, check)

/** Checks whose time has come, the longest waiting first. */
export const findDue = (ctx: Context, limit: number): Promise<PictureCheckDoc[]> =>
  ctx.db.find(CHECKS, { where: isDue(ctx), orderBy: [['dueAt', 'asc']], limit })

export const isDue = (ctx: Context) => ({ dueAt: ctx.db._.lte(ctx.clock.now()) })

/** Begins a question: of several at once one is told so. Nobody else begins one before `dueAt`, ms. */
export async function beginAsking(
  ctx: Context,
  { _id, tries }: PictureCheckDoc,
  dueAt: number,
): Promise<boolean> {
  const where = { _id, state: 'waiting', tries }
  return (await ctx.db.change(CHECKS, where, { tries: tries + 1, asking: true, dueAt })) === 1
}

/** Notes the number that WeChat gave the question. Answers the check as it stands then; nothing when it is decided. */
export const noteTrace = (
  ctx: Context,
  _id: string,
  trace: string,
  dueAt: number,
): Promise<PictureCheckDoc | null> =>
  ctx.db.changeAndGet(
    CHECKS,
    { _id, state: 'waiting' },
    { traces: ctx.db._.push([trace]), asking: ctx.db._.remove(), dueAt },
  )

/** Notes that WeChat did not take the question. */
export const noteRefusal = (ctx: Context, _id: string, dueAt: number): Promise<number> =>
  ctx.db.change(CHECKS, { _id, state: 'waiting' }, { asking: ctx.db._.remove(), dueAt })

/** What no timer looks at any more. */
const settled = ({ db: { _ } }: Context) => ({
  dueAt: _.remove(),
  asking: _.remove(),
  early: _.remove(),
})

export async function giveUp(ctx: Context, _id: string): Promise<boolean> {
  const change = { state: 'unchecked', ...settled(ctx) }
  return (await ctx.db.change(CHECKS, { _id, state: 'waiting' }, change)) === 1
}

/** Decides the check that was given this number; `false` when there is none that waits. */
export async function decide(ctx: Context, verdict: Required<Verdict>): Promise<boolean> {
  const { trace, suggest, label } = verdict
  const change = {
    state: suggest === 'pass' ? 'passed' : 'doubtful',
    suggest,
    label,
    decidedAt: ctx.clock.now(),
    ...settled(ctx),
  }
  return (await ctx.db.change(CHECKS, { traces: trace, state: 'waiting' }, change)) > 0
}

/** Has the check that was given this number asked again, or given up, sooner than it would be. */
export async function hasten(ctx: Context, trace: string, dueAt: number): Promise<boolean> {
  const where = { traces: trace, state: 'waiting', dueAt: ctx.db._.gt(dueAt) }
  return (await ctx.db.change(CHECKS, where, { dueAt })) > 0
}

export const findByTrace = async (ctx: Context, trace: string): Promise<PictureCheckDoc | undefined> =>
  (await ctx.db.find(CHECKS, { where: { traces: trace }, limit: 1 }))[0]

/** Keeps an answer for those who have just asked and have not noted the number yet: it is theirs or nobody's. */
export const keepEarly = (ctx: Context, verdict: Verdict): Promise<number> =>
  ctx.db.change(
    CHECKS,
    { asking: true, state: 'waiting', [`early.${EARLY - 1}`]: ctx.db._.exists(false) },
    { early: ctx.db._.push([verdict]) },
  )

/** What WeChat has doubts about and nobody has looked at, the oldest first. */
export const findDoubtful = (ctx: Context, limit: number): Promise<PictureCheckDoc[]> =>
  ctx.db.find(CHECKS, {
    where: { state: 'doubtful' },
    orderBy: [
      ['decidedAt', 'asc'],
      ['_id', 'asc'],
    ],
    limit,
  })

export const readCheck = (ctx: Context, _id: string): Promise<PictureCheckDoc | null> =>
  ctx.db.get(CHECKS, _id)

/** Notes that somebody on the staff has looked; `false` when there is nothing to look at. */
export const markSeen = (ctx: Context, _id: string, deed: Deed): Promise<boolean> =>
  leavingTrail(
    ctx,
    deed,
    async (part) =>
      (await ctx.db.change(CHECKS, { _id, state: 'doubtful' }, { state: 'seen', ...part })) === 1,
  )
