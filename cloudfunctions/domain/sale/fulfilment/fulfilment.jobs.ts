import type { Job } from '../../../platform/jobs'
import { autoReceive, completeOrders } from './delivery.service'

/** The most orders that one run takes; what is left over comes with the next. */
const LIMIT = 500

export const jobs: readonly Job[] = [
  { name: 'fulfilment.receive', run: (ctx, until) => autoReceive(ctx, { limit: LIMIT, until }) },
  { name: 'fulfilment.complete', run: (ctx, until) => completeOrders(ctx, { limit: LIMIT, until }) },
]
