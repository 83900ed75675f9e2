import type { Context } from '../../../platform/context'
import { owingOwners, sweepHolds } from '../../../platform/hold'
import { QUOTA } from './quota.model'
import { findHoldingOrders } from './quota.repo'

/**
 * Gives back what is held since `olderThanMs` for orders that were never placed or have ended, each exactly once, as
 * the stock's sweep does. `olderThanMs` must be longer than a function can run.
 *
 * @returns how many holds were given back
 */
export async function sweepQuotas(ctx: Context, olderThanMs: number): Promise<number> {
  const givenBack = await sweepHolds(ctx, QUOTA, olderThanMs, async (ids) =>
    owingOwners(await findHoldingOrders(ctx, ids), {
      wants: ({ quotas }, { quotaId }) => quotas?.some((need) => need.quotaId === quotaId) ?? false,
      waits: ({ state }) => state === 'pending_payment',
      ends: ['quota.use', 'quota.release'],
      givesBack: 'quota.giveBack',
    }),
  )
  if (givenBack > 0) ctx.log.warn('quota.swept', { givenBack })
  return givenBack
}
