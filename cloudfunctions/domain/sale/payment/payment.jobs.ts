import type { Job } from '../../../platform/jobs'
import { isDue, ORDERS } from '../order'
import { followUnpaid } from './unpaid.service'

/** The most orders that one run takes; what is left over comes with the next. */
const LIMIT = 500

export const jobs: readonly Job[] = [
  {
    name: 'payment.unpaid',
    looksFor: (ctx) => ({ collection: ORDERS, where: isDue(ctx, 'pending_payment') }),
    run: (ctx, until) => followUnpaid(ctx, { limit: LIMIT, until }),
  },
]
