import type { Context } from '../../../platform/context'
import type { Document } from '../../../platform/database'
import { heldOf } from '../../../platform/hold'
import type { QuotaDoc } from '../../marketing/quota'
import { grossOf, rowsOf, statementsOfCycle } from '../settlement'
import type { Report } from './audit.model'
import { sumTaken } from './audit.repo'

/** What two kinds of documents say in all, each by itself, and has to be the same. */

/** Quotas that the owners are asked for at once. */
const AT_ONCE = 100

/**
 * Each document by itself, and what was taken of each quota against what its owners say they took: orders and whatever
 * else holds. A round trip for a hundred quotas, and those of their owners at once.
 */
export async function checkQuotas(ctx: Context, page: readonly QuotaDoc[], report: Report): Promise<void> {
  for (const quota of page) checkDocument(quota, report)
  // A quota over several documents is asked for with its first one.
  const first = page.filter(({ shard }) => shard === 0)
  for (let from = 0; from < first.length; from += AT_ONCE) {
    await checkTaken(ctx, first.slice(from, from + AT_ONCE), report)
  }
}

function checkDocument(quota: QuotaDoc, report: Report): void {
  const { _id, limit, available, used } = quota
  const held = heldOf(quota)
  if ((limit ?? 0) !== available + held + used) {
    report(
      _id,
      'QUOTA-10',
      _id,
      `${available} to be had, ${held} held and ${used} used are not ${limit ?? 0}`,
    )
  }
  if (limit !== null && available < 0)
    report(_id, 'QUOTA-1', _id, `${-available} more are taken than there are`)
}

async function checkTaken(ctx: Context, quotas: readonly QuotaDoc[], report: Report): Promise<void> {
  const ids = quotas.map(({ quotaId }) => quotaId)
  const [stands, ...said] = await Promise.all([
    sumTaken(ctx, ids),
    ...ctx.seams.quotaOwners.map(({ taken }) => taken(ctx, ids)),
  ])
  for (const { _id, quotaId } of quotas) {
    const taken = stands.get(quotaId) ?? 0
    const owners = said.reduce((sum, one) => sum + (one.get(quotaId) ?? 0), 0)
    if (taken !== owners) report(_id, 'QUOTA-12', quotaId, `${taken} are taken, its owners say ${owners}`)
  }
}

/** What each settlement has taken against what its statements hold, by distributor. */
export async function checkSettlements(
  ctx: Context,
  cycles: readonly Document[],
  report: Report,
): Promise<void> {
  for (const { _id: cycle } of cycles) {
    const sums = new Map<string, { taken: number; stated: number }>()
    const sumOf = (distributorId: string) => {
      const sum = sums.get(distributorId) ?? { taken: 0, stated: 0 }
      sums.set(distributorId, sum)
      return sum
    }
    // Statements first: whatever they hold was taken before.
    for (const { distributorId, grossFen } of await statementsOfCycle(ctx, cycle)) {
      sumOf(distributorId).stated += grossFen
    }
    for await (const rows of rowsOf(ctx, cycle)) {
      for (const row of rows) for (const [id, fen] of grossOf(row)) sumOf(id).taken += fen
    }
    for (const [distributorId, { taken, stated }] of sums) {
      if (taken === stated) continue
      const subject = `${cycle} ${distributorId}`
      report(cycle, 'SETTLE-2', subject, `took ${taken} fen, its statements hold ${stated}`)
    }
  }
}
