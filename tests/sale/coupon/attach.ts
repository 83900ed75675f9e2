import type { Seams } from '../../../cloudfunctions/platform/context'
import { startSaleMall, type SaleMall } from '../../support/sale'
import { checkoutParts } from './coupon.checkout'
import { collections } from './coupon.collections'
import { orderEffects } from './coupon.effects'
import { joinSentences } from './coupon.errors'
import { jobs } from './coupon.jobs'
import { quotaOwners, reservations } from './coupon.reservations'
import { step } from './coupon.step'

/** What the collector writes for a domain, by hand: nothing else joins the coupon to the mall. */
const withCoupons = (seams: Seams): Seams => ({
  ...seams,
  collections: { ...seams.collections, ...collections },
  pricingSteps: [...seams.pricingSteps, step],
  checkoutParts: [...seams.checkoutParts, ...checkoutParts],
  reservations: [...seams.reservations, ...reservations],
  quotaOwners: [...seams.quotaOwners, ...quotaOwners],
  orderEffects: { ...seams.orderEffects, ...orderEffects },
})

/** A shop that sells and has coupons; its timer runs their job, too. */
export async function startCouponMall(): Promise<SaleMall> {
  joinSentences()
  const mall = await startSaleMall({ collections })
  Object.assign(mall.ctx, { seams: withCoupons(mall.ctx.seams) })
  return {
    ...mall,
    async jobs(pausesMs = [0]) {
      for (const pauseMs of pausesMs) {
        await mall.jobs([pauseMs])
        for (const job of jobs) await job.run(mall.ctx, mall.clock.now() + 60_000)
      }
    },
  }
}
