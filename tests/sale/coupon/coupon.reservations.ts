import { AppError } from '../../../shared/contract/errors'
import type { Reservation } from '../../../cloudfunctions/domain/sale/checkout'
import type { OrderDoc } from '../../../cloudfunctions/domain/sale/order'
import { lock, unlock } from './coupon.repo'

const lockedOf = ({ _id: orderId, trialCoupon }: OrderDoc) =>
  trialCoupon && { orderId, couponId: trialCoupon.couponId }

export const reservations: readonly Reservation[] = [
  {
    name: 'coupon',
    async take(ctx, order) {
      const locked = lockedOf(order)
      if (!locked || (await lock(ctx, order.buyerId, locked))) return
      throw new AppError('QUOTA_GONE', { sentence: '这张优惠券已被另一笔订单使用' })
    },
    async giveBack(ctx, order) {
      const locked = lockedOf(order)
      if (locked) await unlock(ctx, locked)
    },
  },
]
