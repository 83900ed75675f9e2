import type { Context } from '../platform/context'
import type { JobBegan, TimerDoc } from '../platform/platform.collections'

const JOBS = 'jobs'
const TIMER = 'timer'

/** A little longer than the function may run (60 s): who has it still has died. */
const LEASE_MS = 65_000

/** Takes the jobs for a run; `undefined` while another run has them. A run that died loses them. */
export async function takeJobs(ctx: Context): Promise<TimerDoc | undefined> {
  const now = ctx.clock.now()
  const { _ } = ctx.db
  const mine = { by: ctx.ids.random(), until: now + LEASE_MS }
  const where = { _id: TIMER, until: _.lte(now) }
  const taken = await ctx.db.changeAndGet(JOBS, where, { ...mine, begun: _.inc(1) })
  if (taken) return taken
  const first: TimerDoc = { _id: TIMER, ...mine, begun: 1, began: [] }
  return (await ctx.db.insert(JOBS, first)) ? first : undefined
}

/** Gives the jobs back, with when each of them began; nothing when another run has taken them over. */
export async function giveJobsBack(
  ctx: Context,
  { by }: TimerDoc,
  began: readonly JobBegan[],
): Promise<void> {
  const change = { until: 0, begun: 0, began: ctx.db._.set([...began]) }
  await ctx.db.change(JOBS, { _id: TIMER, by }, change)
}
