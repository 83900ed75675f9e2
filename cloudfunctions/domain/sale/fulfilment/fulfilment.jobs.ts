import type { Job } from '../../../platform/jobs'
import { isDue, ORDERS } from '../order'
import { autoReceive, completeOrders } from './delivery.service'

/** The most orders that one run takes; what is left over comes with the next. */
const LIMIT = 500

export const jobs: readonly Job[] = [
  {
    name: 'fulfilment.receive',
    looksFor: (ctx) => ({ collection: ORDERS, where: isDue(ctx, 'shipped') }),
    run: (ctx, until) => autoReceive(ctx, { limit: LIMIT, until }),
  },
  {
    name: 'fulfilment.complete',
    looksFor: (ctx) => ({ collection: ORDERS, where: isDue(ctx, 'received') }),
    run: (ctx, until) => completeOrders(ctx, { limit: LIMIT, until }),
  },
]
