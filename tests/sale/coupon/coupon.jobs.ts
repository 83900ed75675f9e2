import type { Job } from '../../../cloudfunctions/platform/jobs'
import { sweepCoupons } from './sweep.service'

export const jobs: readonly Job[] = [{ name: 'coupon.sweep', run: (ctx) => sweepCoupons(ctx) }]
