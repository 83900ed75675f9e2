import type { Context } from '../../../platform/context'
import { owingOwners, sweepHolds } from '../../../platform/hold'
import { STOCK } from './stock.model'
import { findHoldingOrders } from './stock.repo'

/** Documents that one sweep looks at; what is left over is found by the next one. */
const LIMIT = 200

/**
 * Finds holds that are older than `olderThanMs` and belong to no live order (a crash between holding and placing, a
 * request that arrived again after its order had ended) and gives each back exactly once. Forgets old marks. Begins no
 * document after `until`, ms.
 *
 * `olderThanMs` must be longer than a function can run: a hold is taken before its order exists.
 *
 * @returns how many holds were given back
 */
export async function sweepOrphanHolds(ctx: Context, olderThanMs: number, until = Infinity): Promise<number> {
  const givenBack = await sweepHolds(ctx, STOCK, {
    olderThanMs,
    limit: LIMIT,
    until,
    ownersOf: async (ids) =>
      owingOwners(await findHoldingOrders(ctx, ids), {
        wants: ({ lines }, { skuId }) => lines.some((line) => line.skuId === skuId),
        waits: ({ state }) => state === 'pending_payment',
        ends: ['stock.sell', 'stock.release'],
        givesBack: 'stock.restock',
      }),
  })
  if (givenBack > 0) ctx.log.warn('stock.swept', { givenBack })
  return givenBack
}
