import { AppError } from '@shared/contract/errors'
import type { DistributorContext, MemberContext } from '../../../platform/context'
import { checkedSettings } from '../../shop/settings'
import { readCaller, type DistributorCaller } from './distributor.repo'

declare module '../../../platform/context' {
  interface DistributorContext {
    /** Who calls, with account and rules, as the door has read them. */
    readonly caller: DistributorCaller
  }
}

/** Reads the calling distributor for the door: one trip. @throws AppError NOT_DISTRIBUTOR */
export async function readDistributorCaller(ctx: MemberContext): Promise<DistributorContext> {
  const caller = await readCaller(ctx, ctx.openid)
  if (caller?.distributor.state !== 'active') throw new AppError('NOT_DISTRIBUTOR')
  return { ...ctx, caller: { ...caller, settings: checkedSettings(ctx, caller.settings) } }
}
