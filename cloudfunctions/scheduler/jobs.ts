import { foldStock } from '../domain/catalog'
import { payCommissionDebts } from '../domain/distribution'
import { sweepOrphanHolds } from '../domain/inventory'
import { reconcileBills } from '../domain/reconciliation'
import { runSettlement } from '../domain/settlement'
import { orderJobs, type Job } from '../domain/trade'
import type { Context } from '../platform/context'
import { causeOf } from '../platform/log'

/** Longer than any function runs, so that no hold is swept whose order is just being placed. */
const ORPHAN_AFTER_MS = 10 * 60_000
const COMMISSIONS = 200

/** Whatever follows from the time alone, in the order in which it builds on each other. */
export const JOBS: readonly Job[] = [
  ...orderJobs,
  { name: 'holds', run: (ctx) => sweepOrphanHolds(ctx, ORPHAN_AFTER_MS) },
  { name: 'stock', run: (ctx) => foldStock(ctx) },
  { name: 'commissionDebts', run: (ctx) => payCommissionDebts(ctx, COMMISSIONS) },
  { name: 'settlement', run: (ctx) => runSettlement(ctx) },
  { name: 'bills', run: (ctx) => reconcileBills(ctx) },
]

/** Runs all jobs one after another; one that fails does not stop the rest. Answers what each of them did. */
export async function runJobs(ctx: Context, jobs: readonly Job[] = JOBS): Promise<Record<string, unknown>> {
  const results: Record<string, unknown> = {}
  for (const { name, run } of jobs) {
    try {
      results[name] = await run(ctx)
    } catch (error) {
      results[name] = 'failed'
      ctx.log.error('job.failed', { job: name, cause: causeOf(error) })
    }
  }
  ctx.log.info('jobs.done', results)
  return results
}
