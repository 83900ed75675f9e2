/** The handlers of all calls, as the functions' doors call them. */
export { handlers as distributor } from '../../cloudfunctions/collected/distributor'
export { handlers as merchant } from '../../cloudfunctions/collected/merchant'
export { handlers as storefront } from '../../cloudfunctions/collected/storefront'

import { jobs } from '../../cloudfunctions/collected/jobs'
import type { Context } from '../../cloudfunctions/platform/context'
import { runJobs as runAll } from '../../cloudfunctions/scheduler/run'

/** One run of the timer. */
export const runJobs = (ctx: Context) => runAll(ctx, jobs)

/** One job of the timer. @throws when there is none of this name */
export function runJob(ctx: Context, name: string): Promise<unknown> {
  const job = jobs.find((one) => one.name === name)
  if (!job) throw new Error(`no job ${name}`)
  return job.run(ctx, ctx.clock.now() + 60_000)
}
