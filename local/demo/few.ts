import { DAY_MS, startOfDay } from '../../shared/business-day'
import type { OrderDoc } from '../../cloudfunctions/domain/sale/order'
import type { Occasion } from './orders'
import { FEW_CUSTOMERS } from './people'
import type { Random } from './random'
import { refunded } from './refunds'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const HISTORY_DAYS = 30
/** Longer ago than any order of the history, so that the first of its orders are settled. */
const LEAD_DAYS = 14
/** Whatever is older is completed, so that one that was never paid leaves no gap among those on their way. */
const OLD_DAYS = 12

/** Six weeks: a few orders a day, more at weekends and with a slow rise; the last ones some minutes ago. */
export function fewOccasions(now: number, random: Random): Occasion[] {
  const found: Occasion[] = []
  for (let day = HISTORY_DAYS + LEAD_DAYS; day >= 0; day--) {
    const midnight = startOfDay(now) - day * DAY_MS
    const weekend = [0, 6].includes(new Date(midnight + 8 * HOUR_MS).getUTCDay())
    const rise = 1 + (HISTORY_DAYS - Math.min(day, HISTORY_DAYS)) / HISTORY_DAYS
    const count = Math.round((random.between(2, 4) + (weekend ? 2 : 0)) * rise)
    for (let i = 0; i < count; i++) {
      const placedAt = midnight + random.between(8 * 60, 22 * 60) * MINUTE_MS
      if (placedAt < now - 20 * MINUTE_MS) found.push({ customer: random.pick(FEW_CUSTOMERS), placedAt })
    }
  }
  const [first, second] = FEW_CUSTOMERS
  if (first && second) {
    found.push({ customer: first, placedAt: now - 18 * MINUTE_MS })
    found.push({ customer: second, placedAt: now - 6 * MINUTE_MS })
  }
  return found
    .filter(({ customer, placedAt }) => placedAt > now - customer.daysAgo * DAY_MS + HOUR_MS)
    .sort((a, b) => a.placedAt - b.placedAt)
    .map((occasion, i) => {
      const unpaid = i % 12 === 5 && occasion.placedAt < now - OLD_DAYS * DAY_MS
      return unpaid ? { ...occasion, ending: { kind: 'unpaid' } } : occasion
    })
}

/** One recommended order of a week ago went back to the buyer before it was shipped. */
export function withRefund(orders: OrderDoc[]): OrderDoc[] {
  const position = orders.findLastIndex((order) => order.state === 'received' && order.chain.length === 3)
  return orders.map((order, i) =>
    i === position ? refunded(order, (order.paidAt ?? order.placedAt) + 3 * HOUR_MS, '买家不想要了') : order,
  )
}
