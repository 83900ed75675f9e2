import type { Context } from '../../platform/context'
import { autoReceive, completeOrders, payOwedOrders } from '../order'
import { followUnpaid } from '../payment'
import { orderEffects } from './order.effects'

/** One thing that the timer does. `run` is bounded and answers counts for the log. */
export interface Job {
  readonly name: string
  run(ctx: Context): Promise<unknown>
}

/** The most orders that one run of a job takes; what is left over comes with the next run. */
const LIMIT = 500
const OWED_LIMIT = 2_000

export const orderJobs: readonly Job[] = [
  { name: 'unpaid', run: (ctx) => followUnpaid(ctx, LIMIT) },
  { name: 'received', run: (ctx) => autoReceive(ctx, LIMIT) },
  { name: 'completed', run: (ctx) => completeOrders(ctx, LIMIT) },
  { name: 'owed', run: (ctx) => payOwedOrders(ctx, orderEffects(ctx), OWED_LIMIT) },
]
