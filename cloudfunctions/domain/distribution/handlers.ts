import type { Handlers } from '../../platform/door'
import { getOverview } from '../overview'
import { changePolicy, loadSettings } from '../shop'
import { apply, statusOf } from './apply.service'
import { centreOf, customersOf, statementsOf } from './centre.service'
import { commissionDetail, commissionsOf } from './commission.query'
import { decide, listForMerchant } from './review.service'
import { codeOfShare, earningFor, makeShare, productsToShare } from './share.service'

/** The calls of distributors. Round trips with the desk that the door has read: centre 6, share 3, others 2 or 3. */
export const promotionHandlers: Handlers<'distributor'> = {
  'promotion.status': statusOf,
  'promotion.apply': async (ctx, input) => {
    await apply(ctx, input)
    return {}
  },
  'promotion.centre': centreOf,
  'promotion.products': productsToShare,
  'promotion.earning': (ctx, { productId }) => earningFor(ctx, productId),
  'promotion.share': makeShare,
  'promotion.code': (ctx, { code }) => codeOfShare(ctx, code),
  'promotion.commissions': commissionsOf,
  'promotion.commission': (ctx, { commissionId }) => commissionDetail(ctx, commissionId),
  'promotion.customers': customersOf,
  'promotion.statements': statementsOf,
}

/** The merchant's calls about distribution, and the overview. */
export const distributionAdminHandlers = {
  'distributor.list': listForMerchant,
  'distributor.decide': async (ctx, input) => {
    await decide(ctx, input)
    return {}
  },
  'policy.get': async (ctx) => {
    const { policyVersion, policyChangedAt, commission, binding } = await loadSettings(ctx)
    return { version: policyVersion, commission, binding, changedAt: policyChangedAt }
  },
  'policy.save': async (ctx, { version, ...policy }) => ({
    version: await changePolicy(ctx, version, policy),
  }),
  'overview.get': getOverview,
} satisfies Partial<Handlers<'merchant'>>
