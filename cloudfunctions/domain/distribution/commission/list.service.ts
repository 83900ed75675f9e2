import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { Context, DistributorContext } from '../../../platform/context'
import { findOrderEntries } from '../../money/ledger'
import { findMembers } from '../../people/member'
import { findAccruedAt, pageOfCommissions } from './list.repo'
import { readCommission } from './commission.repo'
import { accruedAtOf, commissionIdOf, shareOf, toDetail, toRow } from './commission.view'

/** A page of the caller's commissions. One round trip beside the door's. @throws AppError BAD_INPUT */
export async function commissionsOf(
  ctx: DistributorContext,
  { cursor, state }: ParsedInputOf<'distributor/commission.list'>,
): Promise<AnswerOf<'distributor/commission.list'>> {
  const page = await pageOfCommissions(ctx, ctx.openid, state, cursor)
  return {
    ...page,
    items: page.items.flatMap((commission) => {
      const share = shareOf(commission, ctx.openid)
      return share ? [toRow(commission, share)] : []
    }),
  }
}

/**
 * One of the caller's commissions with everything it follows from. Two round trips beside the door's.
 * @throws AppError NOT_FOUND, also for somebody else's commission
 */
export async function commissionDetail(
  ctx: DistributorContext,
  commissionId: string,
): Promise<AnswerOf<'distributor/commission.get'>> {
  const accruedAt = accruedAtOf(commissionId)
  if (accruedAt === undefined) throw new AppError('NOT_FOUND')
  const { settings, account } = ctx.caller
  const found = await findAccruedAt(ctx, ctx.openid, accruedAt)
  const commission = found.find((one) => commissionIdOf(one) === commissionId)
  const share = commission && shareOf(commission, ctx.openid)
  if (!commission || !share) throw new AppError('NOT_FOUND')
  const entries = await findOrderEntries(ctx, commission._id)
  return toDetail(commission, share, entries, { cycle: settings.commission.cycle, account })
}

/** Who earns what on an order, for staff. Two round trips; one when nobody does. */
export async function commissionsOfOrder(
  ctx: Context,
  orderId: string,
): Promise<AnswerOf<'merchant/fulfilment.get'>['commissions']> {
  const commission = await readCommission(ctx, orderId)
  if (!commission) return []
  const members = await findMembers(ctx, commission.distributorIds)
  return commission.shares.map(({ level, distributorId, rateBps, amountFen, reversedFen }) => ({
    level,
    name: members.get(distributorId)?.nickname ?? '推广员',
    rateBps,
    accruedFen: amountFen,
    reversedFen,
    state: commission.state,
  }))
}
