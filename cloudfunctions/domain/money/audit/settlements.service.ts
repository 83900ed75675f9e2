import type { Context } from '../../../platform/context'
import type { Document } from '../../../platform/database'
import { grossOf, rowsOf, statementsOfCycle } from '../settlement'
import type { Report } from './steps.service'

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
