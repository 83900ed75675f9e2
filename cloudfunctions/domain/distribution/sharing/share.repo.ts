import type { Context } from '../../../platform/context'
import type { DistributorDoc } from '../distributor/distributor.model'
import type { ShareDoc, VisitDoc } from './share.model'

const SHARES = 'shares'
const VISITS = 'visits'

/** A share with whose it is, and what that distributor is bound to as a customer. */
export interface OpenedShare {
  share: ShareDoc
  distributor: DistributorDoc | null
}

export function readShare(ctx: Context, code: string): Promise<ShareDoc | null> {
  return ctx.db.get(SHARES, code)
}

/** `false` when it stands already: the same share always has the same code. */
export function insertShare(ctx: Context, share: ShareDoc): Promise<boolean> {
  return ctx.db.insert(SHARES, share)
}

/** One visit of one visitor through one share on one day; `false` when it is counted already. */
export function insertVisit(ctx: Context, visit: VisitDoc): Promise<boolean> {
  return ctx.db.insert(VISITS, visit)
}

/** A share with its distributor, in one round trip; `null` for an unknown code. */
export async function openShare(ctx: Context, code: string): Promise<OpenedShare | null> {
  const [found] = await ctx.db.aggregate<ShareDoc & { distributors: DistributorDoc[] }>(SHARES, (pipeline) =>
    pipeline
      .match({ _id: code })
      .lookup({ from: 'distributors', localField: 'distributorId', foreignField: '_id', as: 'distributors' })
      .limit(1),
  )
  if (!found) return null
  const { distributors, ...share } = found
  return { share, distributor: distributors[0] ?? null }
}
