import type { OrderState } from '@shared/contract/order/schema'
import type { Context } from '../../../platform/context'
import type { Filter } from '../../../platform/database'

const PAID_STATES: readonly OrderState[] = ['paid', 'shipped', 'received', 'completed']

/**
 * The orders that count as bought, for whoever sums them up: paid, and something of them is left after refunds. A
 * refund never rewrites the state of an order, so no state alone says it.
 */
export const keptOrders = (ctx: Context): Filter<'orders'> => ({
  state: ctx.db._.in([...PAID_STATES]),
  live: true,
})

/** What the buyer has paid for a kept order and not got back, for aggregations. */
export const KEPT_FEN = '$refundableFen'
