import type { OrderDoc } from '../../../cloudfunctions/domain/sale/order'
import type { Context } from '../../../cloudfunctions/platform/context'
import type { use } from './coupon.repo'

/** Ends what the order holds of its coupon, if it has one. */
export async function carriedOut(
  ctx: Context,
  { _id: orderId, trialCoupon }: OrderDoc,
  change: typeof use,
): Promise<'done'> {
  if (trialCoupon) await change(ctx, { orderId, couponId: trialCoupon.couponId })
  return 'done'
}
