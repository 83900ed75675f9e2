import type { Context } from '../../../cloudfunctions/platform/context'
import { findHoldingOrders, findWatched, freeOrphan, watchAgain } from './coupon.repo'

const COUPONS = 100

/**
 * Frees coupons whose order was never placed, or has ended without them: a crash between locking and placing, a request
 * that arrived again later. One whose order waits for its payment is looked at again later.
 * @returns how many were freed
 */
export async function sweepCoupons(ctx: Context): Promise<number> {
  const coupons = await findWatched(ctx, COUPONS)
  if (coupons.length === 0) return 0
  const found = await findHoldingOrders(
    ctx,
    coupons.map(({ lockedBy }) => lockedBy),
  )
  const orders = new Map(found.map((order) => [order._id, order]))
  let freed = 0
  for (const coupon of coupons) {
    const order = orders.get(coupon.lockedBy)
    const counts = order?.trialCoupon?.couponId === coupon._id
    const ends = order?.owed.some((entry) => entry === 'coupon.use' || entry === 'coupon.release')
    if (counts && (order?.state === 'pending_payment' || ends)) await watchAgain(ctx, coupon)
    else if (await freeOrphan(ctx, coupon)) freed += 1
  }
  return freed
}
