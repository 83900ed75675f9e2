import type { Context } from '../../../platform/context'
import { fieldKey } from '../../../platform/field-key'
import type { Change } from '../../../platform/database'
import { entryOf, owe } from '../../../platform/owed'
import type { CommissionDoc, CommissionReversal } from './commission.model'

export const COMMISSIONS = 'commissions'
/** What a commission owes for a reversal: its entry in the ledger. */
export const REVERSE = 'ledger.reverse'

export function readCommission(ctx: Context, orderId: string): Promise<CommissionDoc | null> {
  return ctx.db.get(COMMISSIONS, orderId)
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
  const change: Change<'commissions'> = {
    [`reversals.${fieldKey(refundNo)}`]: _.set(reversal),
    ...owe(ctx, [entryOf(REVERSE, refundNo)]),
  }
  const takenBack = (level: number) => reversal.amounts.find((amount) => amount.level === level)?.fen ?? 0
  seen.shares.forEach((share, i) => {
    const fen = takenBack(share.level)
    if (fen > 0) change[`shares.${i}.reversedFen`] = _.inc(fen)
  })
  const left = seen.shares.reduce((sum, s) => sum + s.amountFen - s.reversedFen - takenBack(s.level), 0)
  if (left === 0) change['state'] = 'reversed'
  return ctx.db.changeAndGet(
    COMMISSIONS,
    { _id: seen._id, cycle: seen.cycle, revision: seen.revision },
    change,
  )
}
