import type { Context } from '../../../platform/context'
import { Overtaken } from '../../../platform/database'
import { eachPage } from '../../../platform/each'
import { readPage, type Page } from '../../../platform/page'
import type { CommissionDoc } from '../../distribution/commission'
import { settlementEntry } from '../ledger'
import type { StatementDoc } from '../ledger/ledger.model'
import { transact } from '../ledger'

const COMMISSIONS = 'commissions'
const STATEMENTS = 'statements'
const PAGE = 1000

/** What a settlement reads of a commission. */
export type SettledRow = Pick<CommissionDoc, '_id' | 'shares' | 'reversals' | 'crediting'>

/**
 * Takes every commission that was released before the cut-off for the settlement `cycle`: one update of many
 * documents, each by itself. Whoever comes second finds nothing left; a crash in the middle leaves the rest for
 * the next run.
 */
export function claimDue(ctx: Context, cycle: string, cutoffAt: number): Promise<number> {
  return ctx.db.change(
    COMMISSIONS,
    { state: 'pending', releaseAt: ctx.db._.lt(cutoffAt) },
    { state: 'settled', cycle, settledAt: ctx.clock.now(), crediting: true },
  )
}

/** The settlements that have taken commissions which are not credited yet. */
export async function findUnfinishedCycles(ctx: Context): Promise<string[]> {
  const groups = await ctx.db.aggregate<{ _id: string }>(COMMISSIONS, (pipeline) =>
    pipeline.match({ crediting: true }).group({ _id: '$cycle' }).limit(PAGE),
  )
  return groups.map(({ _id }) => _id).sort()
}

/** All commissions that a settlement has taken, a thousand at a time. */
export function rowsOf(ctx: Context, cycle: string): AsyncGenerator<SettledRow[]> {
  const fields = ['shares.distributorId', 'shares.amountFen', 'reversals', 'crediting'] as const
  return eachPage(ctx, COMMISSIONS, { where: { cycle }, fields, rows: PAGE })
}

/** Marks commissions as credited: the statements that hold them are posted. */
export async function markCredited(ctx: Context, cycle: string, orderIds: readonly string[]): Promise<void> {
  const { _ } = ctx.db
  for (let from = 0; from < orderIds.length; from += PAGE) {
    await ctx.db.change(
      COMMISSIONS,
      { _id: _.in(orderIds.slice(from, from + PAGE)), cycle, crediting: true },
      { crediting: _.remove() },
    )
  }
}

/** All statements of a settlement. */
export async function findStatements(ctx: Context, cycle: string): Promise<StatementDoc[]> {
  const all: StatementDoc[] = []
  for await (const page of eachPage(ctx, STATEMENTS, { where: { cycle }, rows: PAGE })) {
    all.push(...page)
  }
  return all
}

/** `false` when a statement stands under this id already; then that one counts. */
export function openStatement(ctx: Context, statement: StatementDoc): Promise<boolean> {
  return ctx.db.insert(STATEMENTS, statement)
}

/**
 * Posts an open statement: the statement itself, its entry and the balances in one transaction. Debt is paid back
 * first. `null` when it was posted already.
 */
export function postStatement(ctx: Context, statementId: string): Promise<StatementDoc | null> {
  return transact(ctx, async ({ inside, account, post }) => {
    const open = await inside.get(STATEMENTS, statementId)
    if (open?.state !== 'open') return null
    const { debtFen } = await account(open.distributorId)
    const debtNettedFen = Math.min(open.grossFen, Math.max(0, -debtFen))
    const postedAt = ctx.clock.now()
    const posted = await inside.changeAndGet(
      STATEMENTS,
      { _id: statementId, state: 'open' },
      { state: 'posted', debtNettedFen, creditedFen: open.grossFen - debtNettedFen, postedAt },
    )
    if (!posted) throw new Overtaken(statementId)
    await post(settlementEntry(open, debtNettedFen, postedAt))
    return posted
  })
}

/** A page of a distributor's posted statements, newest first. @throws AppError BAD_INPUT for a foreign cursor */
export function pageOfStatements(
  ctx: Context,
  distributorId: string,
  cursor: string | undefined,
): Promise<Page<StatementDoc>> {
  const where = { distributorId, postedAt: ctx.db._.gt(0) }
  return readPage(ctx, STATEMENTS, { list: 'statements', where, by: 'postedAt', direction: 'desc' }, cursor)
}
