import type { Context } from '../../platform/context'
import type { Change } from '../../platform/database'
import type { CommissionDoc, CommissionReversal } from './distribution.model'

const COMMISSIONS = 'commissions'

export function readCommission(ctx: Context, orderId: string): Promise<CommissionDoc | null> {
  return ctx.db.get<CommissionDoc>(COMMISSIONS, orderId)
}

/** `false` when the order's commission stands already. */
export function insertCommission(ctx: Context, commission: CommissionDoc): Promise<boolean> {
  return ctx.db.insert(COMMISSIONS, commission)
}

/** Sets the release, once; `false` when it is set already or there is no such commission. */
export async function setRelease(ctx: Context, orderId: string, releaseAt: number): Promise<boolean> {
  return (await ctx.db.change(COMMISSIONS, { _id: orderId, releaseAt: null }, { releaseAt })) === 1
}

/**
 * Writes a reversal that was reckoned from `seen`, and that its booking is owed. One conditional update: `null`
 * when another reversal came first or a settlement took the commission meanwhile; then it is reckoned anew.
 */
export function writeReversal(
  ctx: Context,
  seen: CommissionDoc,
  refundNo: string,
  reversal: CommissionReversal,
): Promise<CommissionDoc | null> {
  const { _ } = ctx.db
  const change: Change = {
    [`reversals.${refundNo}`]: _.set(reversal),
    revision: _.inc(1),
    owed: _.push([refundNo]),
    owedAt: reversal.at,
  }
  const takenBack = (level: number) => reversal.amounts.find((amount) => amount.level === level)?.fen ?? 0
  seen.shares.forEach((share, i) => {
    const fen = takenBack(share.level)
    if (fen > 0) change[`shares.${i}.reversedFen`] = _.inc(fen)
  })
  const left = seen.shares.reduce((sum, s) => sum + s.amountFen - s.reversedFen - takenBack(s.level), 0)
  if (left === 0) change['state'] = 'reversed'
  return ctx.db.changeAndGet<CommissionDoc>(
    COMMISSIONS,
    { _id: seen._id, cycle: seen.cycle, revision: seen.revision },
    change,
  )
}

/** Takes booked reversals off what is owed, unless another one came to be owed since `seen`. */
export async function shortenOwed(ctx: Context, seen: CommissionDoc, left: readonly string[]): Promise<void> {
  const { _ } = ctx.db
  await ctx.db.change(
    COMMISSIONS,
    { _id: seen._id, revision: seen.revision },
    { owed: _.set([...left]), ...(left.length === 0 ? { owedAt: _.remove() } : {}) },
  )
}

/** Moves the next try away. */
export async function postponeOwed(ctx: Context, orderId: string, owedAt: number): Promise<void> {
  await ctx.db.change(COMMISSIONS, { _id: orderId, owedAt: ctx.db._.lte(owedAt) }, { owedAt })
}

/** Commissions that owe a booking which is due, the longest waiting first. */
export function findOwing(ctx: Context, limit: number): Promise<CommissionDoc[]> {
  return ctx.db.find<CommissionDoc>(COMMISSIONS, {
    where: { owedAt: ctx.db._.lte(ctx.clock.now()) },
    orderBy: [['owedAt', 'asc']],
    limit,
  })
}
