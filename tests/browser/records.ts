import type { CommissionDoc } from '../../cloudfunctions/domain/distribution/commission'
import type { OrderDoc } from '../../cloudfunctions/domain/sale/order'
import { openidOf, type LocalCloud } from '../../local'
import { until } from '../support/until'

/** What stands in the database behind what the pages show. */
export function recordsOf({ db, call }: LocalCloud) {
  return {
    /** What somebody's distribution centre shows now. */
    async centre(who: string) {
      const answer = await call(who, 'distributor/centre.get', {})
      if (!answer.ok) throw new Error(answer.error.message)
      return answer.data
    },

    /** The newest order of a phone's user. */
    async latestOrder(who: string): Promise<OrderDoc> {
      const [order] = await db.find('orders', {
        where: { buyerId: openidOf(who) },
        orderBy: [['placedAt', 'desc']],
        limit: 1,
      })
      if (!order) throw new Error(`${who} has no order`)
      return order
    },

    /** An order's commission in this state, as soon as it is there. */
    async commission(orderId: string, state?: CommissionDoc['state']): Promise<CommissionDoc> {
      return until(`a ${state ?? 'booked'} commission of ${orderId}`, async () => {
        const found = await db.get('commissions', orderId)
        return found && (state === undefined || found.state === state) && found
      })
    },

    async availableFen(who: string): Promise<number> {
      return (await db.get('accounts', openidOf(who)))?.availableFen ?? 0
    },

    /** What the settlements from `at` on brought somebody, by order. */
    async settledSince(at: number, who: string): Promise<Map<string, number>> {
      await until('every settled commission is credited', async () => {
        return (await db.count('commissions', { crediting: true })) === 0
      })
      const settled = await db.find('commissions', {
        where: { state: 'settled', settledAt: db._.gte(at) },
        limit: 1000,
      })
      return new Map(
        settled.flatMap(({ _id, shares }) =>
          shares
            .filter(({ distributorId }) => distributorId === openidOf(who))
            .map(({ amountFen, reversedFen }) => [_id, amountFen - reversedFen] as const),
        ),
      )
    },

    async stock(skuId: string): Promise<{ available: number; sold: number }> {
      const found = await db.get('stocks', skuId)
      if (!found) throw new Error(`no stock of ${skuId}`)
      return { available: found.available, sold: found.sold }
    },
  }
}
