import type { Context } from '../../../platform/context'
import { named, type DistributorDoc, type NamedDistributor } from '../distributor'
import type { ShareDoc, VisitDoc } from './share.model'

const SHARES = 'shares'
const VISITS = 'visits'

/** A share with whose it is, and what that distributor is bound to as a customer. */
export interface OpenedShare {
  share: ShareDoc
  distributor: NamedDistributor | null
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
  type Row = ShareDoc & { distributors: DistributorDoc[]; names: string[] }
  const [found] = await ctx.db.aggregate<Row>(SHARES, (pipeline) =>
    pipeline
      .match({ _id: code })
      .lookup({ from: 'distributors', localField: 'distributorId', foreignField: '_id', as: 'distributors' })
      .lookup({ from: 'members', localField: 'distributorId', foreignField: '_id', as: 'members' })
      .addFields({ names: '$members.nickname' })
      .project({ members: 0 })
      .limit(1),
  )
  if (!found) return null
  const { distributors, names, ...share } = found
  const [distributor] = distributors
  return { share, distributor: distributor ? named({ ...distributor, names }) : null }
}
