import type { Context } from '../../../platform/context'
import { KEPT_FEN, keptOrders } from './kept.repo'

/** What each of these customers bought through a distributor and keeps, less what was refunded of it. */
export async function salesOfCustomers(
  ctx: Context,
  distributorId: string,
  buyerIds: readonly string[],
): Promise<Map<string, { orders: number; spentFen: number }>> {
  if (buyerIds.length === 0) return new Map()
  const { _, $ } = ctx.db
  const rows = await ctx.db.aggregate<{ _id: string; orders: number; spentFen: number }>(
    'orders',
    (pipeline) =>
      pipeline
        .match({
          buyerId: _.in([...buyerIds]),
          chainIds: distributorId,
          ...keptOrders(ctx),
        })
        .group({ _id: '$buyerId', orders: $.sum(1), spentFen: $.sum(KEPT_FEN) })
        .limit(buyerIds.length),
  )
  return new Map(rows.map(({ _id, orders, spentFen }) => [_id, { orders, spentFen }]))
}
