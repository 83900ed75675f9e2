import type { Context } from '../../platform/context'
import type { DistributorDoc } from './distribution.model'

const DISTRIBUTORS = 'distributors'

export function readDistributor(ctx: Context, openid: string): Promise<DistributorDoc | null> {
  return ctx.db.get<DistributorDoc>(DISTRIBUTORS, openid)
}
