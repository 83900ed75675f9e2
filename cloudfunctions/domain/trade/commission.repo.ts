import type { Context } from '../../platform/context'
import type { CommissionDoc, DistributorDoc } from '../distribution'

/** An order's commission with the distributors of its shares, in one round trip; `null` when nobody earns on it. */
export async function readCommissionWithNames(
  ctx: Context,
  orderId: string,
): Promise<(CommissionDoc & { distributors: Pick<DistributorDoc, '_id' | 'nickname'>[] }) | null> {
  const [found] = await ctx.db.aggregate<CommissionDoc & { distributors: DistributorDoc[] }>(
    'commissions',
    (pipeline) =>
      pipeline
        .match({ _id: orderId })
        .lookup({
          from: 'distributors',
          localField: 'distributorIds',
          foreignField: '_id',
          as: 'distributors',
        })
        .limit(1),
  )
  return found ?? null
}
