import type { Context } from '../platform/context'
import type { Job } from '../platform/jobs'
import { causeOf } from '../platform/log'

/** A run begins nothing after this; the function has 60 s. */
const RUN_MS = 40_000

/** Runs all jobs one after another; one that fails does not stop the rest. Answers what each of them did. */
export async function runJobs(ctx: Context, jobs: readonly Job[]): Promise<Record<string, unknown>> {
  const until = ctx.clock.now() + RUN_MS
  const results: Record<string, unknown> = {}
  for (const { name, run } of jobs) {
    try {
      results[name] = await run(ctx, until)
    } catch (error) {
      results[name] = 'failed'
      ctx.log.error('job.failed', { job: name, cause: causeOf(error) })
    }
  }
  ctx.log.info('jobs.done', results)
  return results
}
