import { DAY_MS, SHANGHAI_MS } from '@shared/business-day'
import type { Context } from '../../../platform/context'
import type { CommissionDoc } from './commission.model'
import { readPage, type Page } from '../../../platform/page'

const COMMISSIONS = 'commissions'
/** Groups of a day and a state: sixty days, and whatever is pending from before. */
const MOST_GROUPS = 1000
/** A page of a distributor's commissions, newest first. @throws AppError BAD_INPUT for a foreign cursor */
export function pageOfCommissions(
  ctx: Context,
  distributorId: string,
  state: CommissionDoc['state'] | 'all',
  cursor: string | undefined,
): Promise<Page<CommissionDoc>> {
  const where = { distributorIds: distributorId, ...(state !== 'all' && { state }) }
  return readPage(
    ctx,
    COMMISSIONS,
    { list: 'commissions', where, by: 'accruedAt', direction: 'desc' },
    cursor,
  )
}

/** A distributor's latest commissions. */
export function latestCommissions(
  ctx: Context,
  distributorId: string,
  limit: number,
): Promise<CommissionDoc[]> {
  return ctx.db.find(COMMISSIONS, {
    where: { distributorIds: distributorId },
    orderBy: [['accruedAt', 'desc']],
    limit,
  })
}

/** A distributor's commissions of one instant. */
export function findAccruedAt(
  ctx: Context,
  distributorId: string,
  accruedAt: number,
): Promise<CommissionDoc[]> {
  return ctx.db.find(COMMISSIONS, {
    where: { distributorIds: distributorId, accruedAt },
    limit: 100,
  })
}

export interface DayEarnings {
  day: number
  state: CommissionDoc['state']
  /** Accrued less reversed. */
  fen: number
  commissions: number
}

/** What a distributor earned a day and state since `since`, and whatever is pending from before. One round trip. */
export async function earningsByDay(
  ctx: Context,
  distributorId: string,
  since: number,
): Promise<DayEarnings[]> {
  const { _, $ } = ctx.db
  const mine = { distributorIds: distributorId }
  const groups = await ctx.db.aggregate<{
    _id: Pick<DayEarnings, 'day' | 'state'>
    fen: number
    commissions: number
  }>(COMMISSIONS, (pipeline) =>
    pipeline
      .match(
        _.or([
          { ...mine, accruedAt: _.gte(since) },
          { ...mine, state: 'pending' },
        ]),
      )
      .project({
        state: 1,
        accruedAt: 1,
        'shares.distributorId': 1,
        'shares.amountFen': 1,
        'shares.reversedFen': 1,
      })
      .unwind('$shares')
      .match({ 'shares.distributorId': distributorId })
      .group({
        _id: { day: $.floor($.divide([$.add(['$accruedAt', SHANGHAI_MS]), DAY_MS])), state: '$state' },
        fen: $.sum($.subtract(['$shares.amountFen', '$shares.reversedFen'])),
        commissions: $.sum(1),
      })
      .limit(MOST_GROUPS),
  )
  return groups.map(({ _id, fen, commissions }) => ({ ..._id, fen, commissions }))
}
