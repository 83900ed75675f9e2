import type { CheckoutPart, CheckoutRequest } from '../../../cloudfunctions/domain/sale/checkout'
import type { OrderDoc } from '../../../cloudfunctions/domain/sale/order'
import type { MemberContext } from '../../../cloudfunctions/platform/context'
import type { TrialCouponDoc, UsedCoupon } from './coupon.model'
import type { CouponFacts } from './coupon.step'

const chosenIn = ({ choices }: CheckoutRequest): string | undefined =>
  typeof choices['coupon'] === 'string' && choices['coupon'] !== '' ? choices['coupon'] : undefined

export const checkoutParts: readonly CheckoutPart[] = [
  {
    name: 'coupon',
    from: 'trialCoupons',
    ids: (_ctx, request) => [chosenIn(request) ?? []].flat(),
    facts(ctx, documents, request) {
      const id = chosenIn(request)
      if (id === undefined) return {}
      const coupon = (documents as TrialCouponDoc[]).find(
        ({ _id, ownerId }) => _id === id && ownerId === ctx.openid,
      )
      return { trialCoupon: factsOf(ctx, id, coupon, request.orderId) }
    },
    complete(_ctx, order, { trialCoupon }) {
      const used = trialCoupon && usedBy(order, trialCoupon.id)
      return used ? { trialCoupon: used } : {}
    },
  },
]

/** Somebody else's coupon does not exist. One that this very order holds is as good as a free one. */
function factsOf(
  ctx: MemberContext,
  id: string,
  coupon: TrialCouponDoc | undefined,
  orderId: string | undefined,
): CouponFacts {
  if (!coupon) return { id, version: 0, fromFen: 0, off: { fen: 0 }, unfit: '没有这张优惠券' }
  const { version, fromFen, off, usedBy, lockedBy, expiresAt } = coupon
  const terms = { id, version, fromFen, off }
  if (usedBy !== '') return { ...terms, unfit: '已经用过了' }
  if (expiresAt <= ctx.clock.now()) return { ...terms, unfit: '已过期' }
  if (lockedBy !== '' && lockedBy !== orderId) return { ...terms, unfit: '有一笔未付款的订单正在用它' }
  return terms
}

/** Only a coupon that takes something off is spent: one that is left out, or misses its threshold, stays. */
function usedBy({ lines }: OrderDoc, couponId: string): UsedCoupon | undefined {
  const effects = lines.flatMap((line) => line.effects).filter(({ source }) => source === couponId)
  const offFen = effects.reduce((sum, { fen }) => sum - fen, 0)
  return offFen > 0 ? { couponId, offFen } : undefined
}
