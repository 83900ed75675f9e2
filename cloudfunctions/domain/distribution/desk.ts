import { AppError } from '@shared/contract/errors'
import type { Permission } from '@shared/contract/permissions'
import type { MemberContext } from '../../platform/context'
import { readDesk, type Desk } from './distributor.repo'

/** The desk of each call: the door reads it to say whether the caller may, the handler works with the same one. */
const desks = new WeakMap<MemberContext, Promise<Desk | null>>()

/** The calling distributor with account and rules; one round trip a call. @throws AppError NOT_DISTRIBUTOR */
export async function deskOf(ctx: MemberContext): Promise<Desk> {
  let desk = desks.get(ctx)
  if (!desk) desks.set(ctx, (desk = readDesk(ctx, ctx.openid)))
  const found = await desk
  if (found?.distributor.state !== 'active') throw new AppError('NOT_DISTRIBUTOR')
  return found
}

/** Says whether the caller may, for the door of the distributors. @throws AppError NOT_DISTRIBUTOR, FORBIDDEN */
export async function authorizeDistributor(ctx: MemberContext, permission: Permission): Promise<void> {
  if (permission !== 'distributor') throw new AppError('FORBIDDEN')
  await deskOf(ctx)
}
