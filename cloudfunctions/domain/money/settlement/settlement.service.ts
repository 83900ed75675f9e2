import { periodWords, settlementWindow } from '@shared/rules/settlement-cycle'
import type { Context } from '../../../platform/context'
import { derivedId } from '../../../platform/ids'
import { causeOf } from '../../../platform/log'
import { eachOf } from '../../../platform/work'
import { loadSettings } from '../../shop/settings'
import type { StatementDoc } from '../ledger/ledger.model'
import {
  claimDue,
  findStatements,
  findUnfinishedCycles,
  markCredited,
  openStatement,
  postStatement,
  rowsOf,
  type SettledRow,
} from './settlement.repo'

export interface SettlementCounts {
  /** Commissions that this run took. */
  claimed: number
  /** Statements that this run posted. */
  posted: number
  /** What they credited, debt that was netted included; fen. */
  grossFen: number
  /** Statements that could not be posted now; the next run tries again. */
  failed: number
}

/** How many statements are posted at once. */
const AT_ONCE = 4

/**
 * Settles what is due: takes every commission released before the cut-off of the latest window, then credits each
 * distributor with a statement. May be stopped at any line and started again, also twice at once: a commission is
 * taken once, a statement's id and content follow from what was taken, and posting it is one transaction.
 *
 * Posts nothing more after `until`, ms: what is left over comes with the next run. Round trips without anything due: 3.
 */
export async function runSettlement(ctx: Context, until = Infinity): Promise<SettlementCounts> {
  const settings = await loadSettings(ctx)
  const { key, cutoffAt } = settlementWindow(settings.commission.cycle, ctx.clock.now())
  const counts: SettlementCounts = {
    claimed: await claimDue(ctx, key, cutoffAt),
    posted: 0,
    grossFen: 0,
    failed: 0,
  }
  // Also those that an earlier run left behind, whatever the policy's cycle was then.
  for (const cycle of await findUnfinishedCycles(ctx)) {
    if (ctx.clock.now() > until) break
    await creditCycle(ctx, cycle, counts, until)
  }
  if (counts.claimed + counts.posted + counts.failed > 0) ctx.log.info('settlement.run', { key, ...counts })
  return counts
}

/** What a commission brings each distributor in its settlement: accrued less what refunds took back before it. */
export function grossOf({
  shares,
  reversals,
}: Pick<SettledRow, 'shares' | 'reversals'>): Map<string, number> {
  const gross = new Map<string, number>()
  const add = (distributorId: string, fen: number) =>
    gross.set(distributorId, (gross.get(distributorId) ?? 0) + fen)
  for (const { distributorId, amountFen } of shares) add(distributorId, amountFen)
  for (const { stage, amounts } of Object.values(reversals)) {
    if (stage === 'pending') for (const { distributorId, fen } of amounts) add(distributorId, -fen)
  }
  return gross
}

interface Sum {
  commissions: number
  grossFen: number
}

/** How often a settlement is reckoned anew because another run has opened one of its statements first. */
const TRIES = 20

async function creditCycle(
  ctx: Context,
  cycle: string,
  counts: SettlementCounts,
  until: number,
): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if ((await creditTaken(ctx, cycle, counts, until)) !== 'overtaken') return
  }
}

/**
 * Credits what a settlement has taken. A statement holds the difference between what was taken and what the
 * statements before it hold: normally everything, and nothing when this runs again. The statements are read first:
 * whatever they hold was taken before, so the rows that are read afterwards hold it, too.
 *
 * `overtaken`: another run has opened a statement meanwhile. It may hold less than was read here, so nothing is
 * marked as credited and all is reckoned anew. `left`: some could not be posted now.
 */
async function creditTaken(
  ctx: Context,
  cycle: string,
  counts: SettlementCounts,
  until: number,
): Promise<'done' | 'left' | 'overtaken'> {
  const statements = await findStatements(ctx, cycle)
  const { sums, uncredited } = await sumTaken(ctx, cycle)
  const parts = new Map<string, number>()
  for (const { distributorId, commissions, grossFen, part } of statements) {
    addTo(sums, distributorId, -commissions, -grossFen)
    parts.set(distributorId, Math.max(part, parts.get(distributorId) ?? 0))
  }
  const drafts: StatementDoc[] = []
  for (const [distributorId, sum] of sums) {
    if (sum.grossFen > 0) {
      drafts.push(draft(cycle, distributorId, (parts.get(distributorId) ?? 0) + 1, sum))
    }
  }
  const { overtaken, left } = await creditAll(ctx, statements, drafts, counts, until)
  if (overtaken) return 'overtaken'
  if (left) return 'left'
  await markCredited(ctx, cycle, uncredited)
  return 'done'
}

/** What a settlement has taken, by distributor, and the commissions of it that are not credited yet. */
async function sumTaken(
  ctx: Context,
  cycle: string,
): Promise<{ sums: Map<string, Sum>; uncredited: string[] }> {
  const sums = new Map<string, Sum>()
  const uncredited: string[] = []
  for await (const rows of rowsOf(ctx, cycle)) {
    for (const row of rows) {
      if (row.crediting) uncredited.push(row._id)
      for (const [distributorId, fen] of grossOf(row)) addTo(sums, distributorId, 1, fen)
    }
  }
  return { sums, uncredited }
}

/** Opens the drafts and posts everything that is open, a few at once; one that fails does not hold up the others. */
async function creditAll(
  ctx: Context,
  statements: readonly StatementDoc[],
  drafts: readonly StatementDoc[],
  counts: SettlementCounts,
  until: number,
): Promise<{ overtaken: boolean; left: boolean }> {
  const result = { overtaken: false, left: false }
  const open = statements.filter(({ state }) => state === 'open')
  const isDraft = new Set(drafts)
  await eachOf([...open, ...drafts], AT_ONCE, async (statement) => {
    if (ctx.clock.now() > until) return void (result.left = true)
    try {
      if (isDraft.has(statement) && !(await openStatement(ctx, statement))) result.overtaken = true
      const posted = await postStatement(ctx, statement._id)
      if (!posted) return
      counts.posted += 1
      counts.grossFen += posted.grossFen
    } catch (error) {
      counts.failed += 1
      result.left = true
      ctx.log.error('settlement.statement_failed', { statementId: statement._id, cause: causeOf(error) })
    }
  })
  return result
}

function addTo(sums: Map<string, Sum>, distributorId: string, commissions: number, grossFen: number): void {
  const sum = sums.get(distributorId) ?? { commissions: 0, grossFen: 0 }
  sums.set(distributorId, {
    commissions: sum.commissions + commissions,
    grossFen: sum.grossFen + grossFen,
  })
}

function draft(cycle: string, distributorId: string, part: number, sum: Sum): StatementDoc {
  const supplement = part === 1 ? '' : `-${part}`
  return {
    _id: `${cycle}-${derivedId(10, 'statement', distributorId)}${supplement}`,
    distributorId,
    cycle,
    part,
    period: periodWords(cycle),
    state: 'open',
    ...sum,
    debtNettedFen: 0,
    creditedFen: 0,
    postedAt: null,
  }
}
