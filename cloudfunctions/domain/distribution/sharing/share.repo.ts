import type { Context } from '../../../platform/context'
import { inPace, noted, type Pace } from '../../../platform/throttle'
import { named, type DistributorDoc, type NamedDistributor } from '../distributor'
import type { CodeDoc, ShareDoc, VisitDoc } from './share.model'

const SHARES = 'shares'
const CODES = 'codes'
const VISITS = 'visits'

/** A share with whose it is, and what that distributor is bound to as a customer. */
export interface OpenedShare {
  share: ShareDoc
  distributor: NamedDistributor | null
}

/** A share with its mini-program code, if that was made: one trip. */
export async function readShareWithCode(
  ctx: Context,
  code: string,
): Promise<{ share: ShareDoc; made?: CodeDoc } | null> {
  const [found] = await ctx.db.aggregate<ShareDoc & { codes: CodeDoc[] }>(SHARES, (pipeline) =>
    pipeline
      .match({ _id: code })
      .lookup({ from: CODES, localField: '_id', foreignField: '_id', as: 'codes' })
      .limit(1),
  )
  if (!found) return null
  const { codes, ...share } = found
  return { share, made: codes[0] }
}

/** How often WeChat is asked for the code of one share: its quota is the whole shop's. */
export const CODE_PACE: Pace = { times: 3, inMs: 60_000 }

/** Notes that WeChat is asked for a share's code; `false` when it was too often. */
export async function noteCodeAsked(ctx: Context, code: string): Promise<boolean> {
  const where = { _id: code, ...inPace(ctx, 'asks', CODE_PACE) }
  return (await ctx.db.change(SHARES, where, { asks: noted(ctx, CODE_PACE) })) > 0
}

/** Keeps a share's code, in the place of an older one. */
export async function keepCode(ctx: Context, { _id, ...code }: CodeDoc): Promise<void> {
  if ((await ctx.db.change(CODES, { _id }, code)) === 0) await ctx.db.insert(CODES, { _id, ...code })
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
