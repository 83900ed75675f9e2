import type { Context } from '../platform/context'
import type { Document } from '../platform/database'

const JOBS = 'jobs'
const TIMER = 'timer'

/** A little longer than the function may run (60 s): who has it still has died. */
const LEASE_MS = 65_000

/**
 * Who works on the jobs of the timer, and when each of them began last. One lease for all of them: a run takes them
 * one after another anyway, and one document makes it one round trip to take them and one to give them back.
 *
 * Collection `jobs`, `_id` = `timer`.
 */
export interface TimerDoc extends Document {
  /** The run that has the lease, until then; ms. */
  by: string
  until: number
  /** Runs that have begun since the last one that ended; above 1 when some have died. */
  begun: number
  began: JobBegan[]
}

export interface JobBegan {
  job: string
  at: number
}

/** Takes the jobs for a run; `undefined` while another run has them. A run that died loses them. */
export async function takeJobs(ctx: Context): Promise<TimerDoc | undefined> {
  const now = ctx.clock.now()
  const { _ } = ctx.db
  const mine = { by: ctx.ids.random(), until: now + LEASE_MS }
  const where = { _id: TIMER, until: _.lte(now) }
  const taken = await ctx.db.changeAndGet<TimerDoc>(JOBS, where, { ...mine, begun: _.inc(1) })
  if (taken) return taken
  const first: TimerDoc = { _id: TIMER, ...mine, begun: 1, began: [] }
  return (await ctx.db.insert<TimerDoc>(JOBS, first)) ? first : undefined
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
