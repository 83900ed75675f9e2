import { AppError } from '../../../shared/contract/errors'
import {
  consumeQuotas,
  giveBackQuotas,
  quotaIdOf,
  takeQuotas,
} from '../../../cloudfunctions/domain/marketing/quota'
import type { MemberContext } from '../../../cloudfunctions/platform/context'
import { couponIdOf, newCoupon, type TrialCouponDoc } from './coupon.model'
import { insertCoupon, readCoupon, readTemplate } from './coupon.repo'

/** The stock of a template. */
export const stockIdOf = (templateId: string): string => quotaIdOf('coupons', templateId)

/**
 * Claims the n-th coupon of a template (the first is 1). The same claim twice is one coupon. A process that dies in
 * between may cost the stock one piece; there is never one more than it has.
 * @throws AppError NOT_FOUND; BAD_INPUT beyond what each may have; QUOTA_GONE
 */
export async function claimCoupon(ctx: MemberContext, templateId: string, n = 1): Promise<TrialCouponDoc> {
  const couponId = couponIdOf(templateId, ctx.openid, n)
  const [template, standing] = await Promise.all([readTemplate(ctx, templateId), readCoupon(ctx, couponId)])
  if (standing) return standing
  if (!template) throw new AppError('NOT_FOUND')
  if (!(n >= 1 && n <= template.each)) throw new AppError('BAD_INPUT')
  // Each try takes a piece of its own: of two at once the one that was slower gives its piece back.
  const owner = `${couponId}-${ctx.ids.random(8)}`
  const needs = [{ quotaId: stockIdOf(templateId), amount: 1, gone: '这张券已经领完了' }]
  try {
    await takeQuotas(ctx, owner, needs)
  } catch (error) {
    const other = await readCoupon(ctx, couponId)
    if (other) return other
    throw error
  }
  await consumeQuotas(ctx, owner, needs)
  const coupon = newCoupon(template, ctx.openid, n, ctx.clock.now())
  if (await insertCoupon(ctx, coupon)) return coupon
  await giveBackQuotas(ctx, owner, 'twice', needs)
  return (await readCoupon(ctx, couponId)) ?? coupon
}
