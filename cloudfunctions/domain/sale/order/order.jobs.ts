import type { Job } from '../../../platform/jobs'
import { isOwing, payOwing } from '../../../platform/owed'
import { ORDERS } from './order.repo'

/** The most orders that one run takes; what is left over comes with the next. */
const LIMIT = 2_000

export const jobs: readonly Job[] = [
  {
    name: 'order.owed',
    looksFor: (ctx) => ({ collection: ORDERS, where: isOwing(ctx) }),
    run: (ctx, until) => payOwing(ctx, ORDERS, ctx.seams.orderEffects, { limit: LIMIT, until }),
  },
]
