import { byId } from '../../../cloudfunctions/platform/by-id'
import { owingOwners } from '../../../cloudfunctions/platform/hold'
import type { QuotaOwners } from '../../../cloudfunctions/domain/marketing/quota'
import { AppError } from '../../../shared/contract/errors'
import type { Reservation } from '../../../cloudfunctions/domain/sale/checkout'
import type { OrderDoc } from '../../../cloudfunctions/domain/sale/order'
import { CLAIM_OWNERS, stockIdOf } from './claim.service'
import { countClaimed, findClaimed, lock, unlock } from './coupon.repo'

const lockedOf = ({ _id: orderId, trialCoupon }: OrderDoc) =>
  trialCoupon && { orderId, couponId: trialCoupon.couponId }

export const reservations: readonly Reservation[] = [
  {
    name: 'coupon',
    async take(ctx, order) {
      const locked = lockedOf(order)
      if (!locked || (await lock(ctx, order.buyerId, locked))) return
      throw new AppError('COUPON_GONE')
    },
    async giveBack(ctx, order) {
      const locked = lockedOf(order)
      if (locked) await unlock(ctx, locked)
    },
  },
]

export const quotaOwners: readonly QuotaOwners[] = [
  {
    name: CLAIM_OWNERS,
    // A claim stands when it has become a coupon, and holds its piece as long as that owes to use it up.
    standing: async (ctx, ids) =>
      owingOwners(await byId(ids, (some) => findClaimed(ctx, some)), {
        wants: ({ templateId }, { quotaId }) => stockIdOf(templateId) === quotaId,
        waits: () => false,
        ends: ['stock.take'],
        givesBack: 'stock.giveBack',
      }),
    async taken(ctx, quotaIds) {
      const claimed = await countClaimed(ctx)
      const stocks = claimed.map(({ _id, count }) => [stockIdOf(_id), count] as const)
      return new Map(stocks.filter(([quotaId]) => quotaIds.includes(quotaId)))
    },
  },
]
