import type { Context } from '../platform/context'
import type { Job } from '../platform/jobs'
import { causeOf } from '../platform/log'
import type { TimerDoc } from '../platform/platform.collections'
import { giveJobsBack, takeJobs } from './lease.repo'
import { withWork } from './look.repo'

/** A run begins nothing after this; the function has 60 s. */
const RUN_MS = 40_000
const MINUTE_MS = 60_000

/**
 * Runs the jobs that are wanted now, one after another; one that fails does not stop the rest, and nothing happens
 * while another run is at work. Answers what each of them did. When nothing is to be done: two round trips, and a read
 * of each collection that a job looks at.
 */
export async function runJobs(ctx: Context, jobs: readonly Job[]): Promise<Record<string, unknown>> {
  const until = ctx.clock.now() + RUN_MS
  const timer = await takeJobs(ctx)
  if (!timer) {
    ctx.log.warn('jobs.taken')
    return {}
  }
  if (timer.begun > 1) ctx.log.error('jobs.died', { runs: timer.begun - 1 })
  const began = new Map(timer.began.map(({ job, at }) => [job, at]))
  const wanted = inTurn(ctx, jobs, timer)
  const busy = await withWork(ctx, wanted)
  for (const { name } of wanted) if (!busy.has(name)) began.set(name, ctx.clock.now())
  const results = await share(
    ctx,
    wanted.filter(({ name }) => busy.has(name)),
    until,
    began,
  )
  ctx.log.info('jobs.done', results)
  const known = jobs.flatMap(({ name }) => ({ job: name, at: began.get(name) ?? 0 }))
  await giveJobsBack(ctx, timer, known).catch((error: unknown) =>
    ctx.log.warn('jobs.not_given_back', { cause: causeOf(error) }),
  )
  return results
}

/**
 * The jobs that are wanted, the longest waiting first: whom the last run did not reach begins this one. A run that died
 * may have died of a job and notes nothing, so the next one goes the other way round and reaches those behind it.
 */
function inTurn(ctx: Context, jobs: readonly Job[], { began, begun }: TimerDoc): Job[] {
  const at = new Map(began.map((one) => [one.job, one.at]))
  const minute = (instant: number) => Math.floor(instant / MINUTE_MS)
  const now = minute(ctx.clock.now())
  const wanted = jobs
    .filter(({ name, everyMinutes = 0 }) => now - minute(at.get(name) ?? 0) >= everyMinutes)
    .sort((a, b) => (at.get(a.name) ?? 0) - (at.get(b.name) ?? 0))
  return begun % 2 === 0 ? wanted.reverse() : wanted
}

/**
 * Gives each job its share of the time: what one does not need goes to those after it, and what is left in the end to
 * those that were stopped by their share. So none waits for another that never ends.
 */
async function share(
  ctx: Context,
  jobs: readonly Job[],
  until: number,
  began: Map<string, number>,
): Promise<Record<string, unknown>> {
  const results: Record<string, unknown> = {}
  for (let queue = jobs; queue.length > 0;) {
    const stopped: Job[] = []
    for (const [i, job] of queue.entries()) {
      const now = ctx.clock.now()
      if (now > until) return results
      const end = now + (until - now) / (queue.length - i)
      began.set(job.name, now)
      const result = await runOne(ctx, job, end)
      results[job.name] = job.name in results ? [results[job.name], result].flat() : result
      if (ctx.clock.now() > end) stopped.push(job)
    }
    queue = stopped
  }
  return results
}

async function runOne(ctx: Context, { name, run }: Job, until: number): Promise<unknown> {
  try {
    return await run(ctx, until)
  } catch (error) {
    ctx.log.error('job.failed', { job: name, cause: causeOf(error) })
    return 'failed'
  }
}
