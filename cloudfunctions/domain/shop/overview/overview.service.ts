import { DAY_MS, dayOf, startOfDay, dayNumberOf } from '@shared/business-day'
import type { AnswerOf } from '@shared/contract'
import type { MemberContext } from '../../../platform/context'
import { countLowStock } from '../../goods/catalog'
import {
  commissionSince,
  countApplications,
  countRefunding,
  countUnshipped,
  readNames,
  salesByDay,
  visitorsByDay,
  type DaySales,
} from './overview.repo'

const TREND_DAYS = 30

/** The shop at a glance: eight round trips, all at once. Sales are what was paid, freight included, by payment. */
export async function getOverview(ctx: MemberContext): Promise<AnswerOf<'merchant/overview.get'>> {
  const now = ctx.clock.now()
  const today = startOfDay(now)
  const yesterday = today - DAY_MS
  const since = today - (TREND_DAYS - 1) * DAY_MS
  const [names, sales, commissionFen, visitors, unshipped, refunding, applications, lowStock] =
    await Promise.all([
      readNames(ctx, ctx.openid),
      salesByDay(ctx, since),
      commissionSince(ctx, today),
      visitorsByDay(ctx, dayOf(yesterday)),
      countUnshipped(ctx),
      countRefunding(ctx),
      countApplications(ctx),
      countLowStock(ctx),
    ])
  const visitorsOf = (at: number) => visitors.get(dayOf(at)) ?? 0
  const { salesFen, orders, recommendedFen } = salesOf(sales, today)
  const before = salesOf(sales, yesterday)
  return {
    ...names,
    updatedAt: now,
    today: { salesFen, orders, visitors: visitorsOf(today), recommendedFen, commissionFen },
    yesterday: { salesFen: before.salesFen, orders: before.orders, visitors: visitorsOf(yesterday) },
    todo: { unshipped, refunding, applications, lowStock },
    trend: Array.from({ length: TREND_DAYS }, (_, i) => {
      const at = since + i * DAY_MS
      const day = salesOf(sales, at)
      return { day: dayOf(at), salesFen: day.salesFen, recommendedFen: day.recommendedFen }
    }),
  }
}

function salesOf(
  sales: readonly DaySales[],
  at: number,
): { salesFen: number; orders: number; recommendedFen: number } {
  const rows = sales.filter(({ day }) => day === dayNumberOf(at))
  return {
    salesFen: rows.reduce((sum, row) => sum + row.salesFen, 0),
    orders: rows.reduce((sum, row) => sum + row.orders, 0),
    recommendedFen: rows.reduce((sum, row) => sum + (row.recommended ? row.salesFen : 0), 0),
  }
}
