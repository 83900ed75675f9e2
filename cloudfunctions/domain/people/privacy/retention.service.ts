import { DAY_MS, dayOf } from '@shared/business-day'
import { ordersNamedFrom, visitsKeptFrom } from '@shared/rules/retention'
import type { Context } from '../../../platform/context'
import { blankCommissions, blankOrders, removeVisitsBefore } from './privacy.repo'

/** How far back a run looks for what it has to blank: a timer that stood still for so long catches up. */
const LOOK_BACK_DAYS = 90

/**
 * Lets go of what has been kept long enough (`shared/rules/retention`): who opened whose share, and name, telephone and
 * address of orders whose term is over; their amounts stay for the books. Three round trips, however much it is.
 */
export async function letGo(ctx: Context): Promise<{ visits: number; orders: number; commissions: number }> {
  const now = ctx.clock.now()
  const to = ordersNamedFrom(now)
  const span = { from: to - LOOK_BACK_DAYS * DAY_MS, to }
  const [visits, orders, commissions] = await Promise.all([
    removeVisitsBefore(ctx, dayOf(visitsKeptFrom(now))),
    blankOrders(ctx, span),
    blankCommissions(ctx, span),
  ])
  return { visits, orders, commissions }
}
