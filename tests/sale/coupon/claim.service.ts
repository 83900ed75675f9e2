import { AppError } from '../../../shared/contract/errors'
import {
  consumeQuotas,
  ownerOf,
  quotaIdOf,
  takeQuotas,
  untakeQuotas,
  type QuotaNeed,
} from '../../../cloudfunctions/domain/marketing/quota'
import type { Context, MemberContext } from '../../../cloudfunctions/platform/context'
import { payOwed, payOwing, type EffectTable } from '../../../cloudfunctions/platform/owed'
import { couponIdOf, newCoupon, type TrialCouponDoc } from './coupon.model'
import { insertCoupon, readCoupon, readTemplate } from './coupon.repo'

/** Quotas are held by claims: each try is one. */
export const CLAIM_OWNERS = 'claim'

/** The stock of a template. */
export const stockIdOf = (templateId: string): string => quotaIdOf('coupons', templateId)

const needsOf = (templateId: string): QuotaNeed[] => [
  { quotaId: stockIdOf(templateId), amount: 1, gone: '这张券已经领完了' },
]

/**
 * Claims the n-th coupon of a template (the first is 1); again is the same coupon and the same piece. Each try holds a
 * piece of its own and only one of them becomes the coupon, which names it: what a repeated effect uses up is never
 * what another try holds. A try that dies before its coupon stands is swept; after that the coupon owes the rest.
 * @throws AppError NOT_FOUND; BAD_INPUT beyond what each may have; QUOTA_GONE
 */
export async function claimCoupon(ctx: MemberContext, templateId: string, n = 1): Promise<TrialCouponDoc> {
  const couponId = couponIdOf(templateId, ctx.openid, n)
  const [template, standing] = await Promise.all([readTemplate(ctx, templateId), readCoupon(ctx, couponId)])
  if (standing) return standing
  if (!template) throw new AppError('NOT_FOUND')
  if (!(n >= 1 && n <= template.each)) throw new AppError('BAD_INPUT')
  const claim = `${couponId}-${ctx.ids.random(8)}`
  const owner = ownerOf(CLAIM_OWNERS, claim)
  const needs = needsOf(templateId)
  try {
    await takeQuotas(ctx, owner, needs)
  } catch (error) {
    const other = await readCoupon(ctx, couponId)
    if (other) return other
    throw error
  }
  const coupon = newCoupon(template, ctx, { n, claim })
  if (await insertCoupon(ctx, coupon)) {
    await payOwed(ctx, 'trialCoupons', coupon, effects)
    return coupon
  }
  await untakeQuotas(ctx, owner, needs)
  return (await readCoupon(ctx, couponId)) ?? coupon
}

const effects: EffectTable<TrialCouponDoc> = {
  'stock.take': {
    what: '从库存里取走一张券',
    async run(ctx, { claim, templateId }) {
      await consumeQuotas(ctx, ownerOf(CLAIM_OWNERS, claim), needsOf(templateId))
      return 'done'
    },
  },
}

/** The timer's job: what claims left undone. */
export const payClaims = (ctx: Context, until: number) =>
  payOwing(ctx, 'trialCoupons', effects, { limit: 100, until })
