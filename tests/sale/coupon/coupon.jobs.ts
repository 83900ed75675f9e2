import type { Job } from '../../../cloudfunctions/platform/jobs'
import { payClaims } from './claim.service'
import { sweepCoupons } from './sweep.service'

export const jobs: readonly Job[] = [
  { name: 'coupon.sweep', run: (ctx) => sweepCoupons(ctx) },
  { name: 'coupon.claims', run: payClaims },
]
