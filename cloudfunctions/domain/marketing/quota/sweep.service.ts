import type { Context } from '../../../platform/context'
import { owingOwners, sweepHolds } from '../../../platform/hold'
import { QUOTA } from './quota.model'
import { findHoldingOrders } from './quota.repo'

/**
 * Documents that one sweep looks at; what is left over is found by the next one. More than of stock: each member's uses
 * are a document of their own, looked at once after each order.
 */
const LIMIT = 2_000

/**
 * Gives back what is held since `olderThanMs` for orders that were never placed or have ended, each exactly once, as
 * the stock's sweep does. `olderThanMs` must be longer than a function can run. Begins no document after `until`, ms.
 *
 * @returns how many holds were given back
 */
export async function sweepQuotas(ctx: Context, olderThanMs: number, until = Infinity): Promise<number> {
  const givenBack = await sweepHolds(ctx, QUOTA, {
    olderThanMs,
    limit: LIMIT,
    until,
    ownersOf: async (ids) =>
      owingOwners(await findHoldingOrders(ctx, ids), {
        wants: ({ quotas }, { quotaId }) => quotas?.some((need) => need.quotaId === quotaId) ?? false,
        waits: ({ state }) => state === 'pending_payment',
        ends: ['quota.use', 'quota.release'],
        givesBack: 'quota.giveBack',
      }),
  })
  if (givenBack > 0) ctx.log.warn('quota.swept', { givenBack })
  return givenBack
}
