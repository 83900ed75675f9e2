import { calendarOf, DAY_MS, startOfDay } from '../../shared/business-day'
import { castMember, EPISODES, RETURNER } from './cast'
import type { DemoGoods } from './goods'
import type { Ending, Occasion, Wanted } from './orders'
import type { DemoCustomer, DemoPeople } from './people'
import type { Random } from './random'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
export const HISTORY_DAYS = 90
/** Orders of an ordinary day at the beginning, and how many times as many at the end. */
const ORDERS_A_DAY = 7.4
const GROWTH = 1.3
/** From Sunday to Saturday. */
const WEEKDAYS = [1.07, 0.92, 0.91, 0.95, 1, 1.03, 1.12]
/** Orders and visits by hour; the early market at 8 and the evening stand out. */
export const HOURS = [
  0.6, 0.3, 0.2, 0.1, 0.1, 0.3, 2.2, 4.6, 9.5, 9.1, 6, 5, 5.2, 4, 3.6, 3.8, 4.2, 4.4, 4.6, 5.4, 8.4, 5.6, 3.2,
  1.6,
]
/** So many of those who come back came by recommendation. */
const RECOMMENDED = 0.34
const UNPAID = 0.11
const REFUNDED = 0.012
const RETURNED = 0.02
/** What is out of season goes that much slower. */
const OFF_SEASON = 0.3

const REASONS_UNSENT = ['不想要了', '规格拍错了', '地址填错，重新拍']
const REASONS_BACK = ['坏损、破损', '和描述不一样', '不想要了', '口味不合适']

/** How busy a day of the history is, beside an ordinary one of its beginning. */
export function busyness(daysAgo: number, midnight: number): number {
  const weekday = new Date(midnight + 8 * HOUR_MS).getUTCDay()
  return (WEEKDAYS[weekday] ?? 1) * (1 + (GROWTH - 1) * ((HISTORY_DAYS - daysAgo) / HISTORY_DAYS))
}

/** A moment of a day as people are awake. */
export function momentOf(midnight: number, random: Random): number {
  const hour = random.weighted([...HOURS.keys()], (at) => HOURS[at] ?? 0)
  return midnight + hour * HOUR_MS + random.between(0, 59) * MINUTE_MS
}

/** What may be bought when: goods with the day that they came. */
export interface Shelf {
  readonly goods: DemoGoods
  readonly since: number
}

/**
 * 90 days of orders: those with a story when it says, those with habits as often as they do, newcomers on their day,
 * and between them who comes back; the last ones some minutes ago.
 */
export function manyOccasions(
  now: number,
  people: DemoPeople,
  shelves: readonly Shelf[],
  random: Random,
): Occasion[] {
  const found = [...episodes(now), ...justNow(now, people, shelves, random)]
  const crowd = people.customers.filter(({ likes }) => likes === undefined)
  const habitual = habits(people.customers, random)
  let [all, recommended] = [0, 0]
  for (let day = HISTORY_DAYS - 1; day >= 0; day--) {
    const midnight = startOfDay(now) - day * DAY_MS
    const wanted = Math.round(ORDERS_A_DAY * busyness(day, midnight) * (0.85 + random.next() * 0.3))
    const buyers = [...(habitual.get(day) ?? []), ...crowd.filter(({ daysAgo }) => daysAgo === day)]
    for (const { of } of buyers) if (of !== null) recommended += 1
    all += buyers.length
    const known = crowd.filter(({ daysAgo }) => daysAgo > day)
    while (buyers.length < wanted) {
      all += 1
      const isRecommended = recommended < all * RECOMMENDED
      if (isRecommended) recommended += 1
      buyers.push(random.pick(known.filter(({ of }) => (of !== null) === isRecommended)))
    }
    for (const customer of buyers) {
      const placedAt = momentOf(midnight, random)
      const basket = basketOf(customer, placedAt, shelves, random)
      const ending = endingOf(customer, random)
      if (placedAt < now - 20 * MINUTE_MS)
        found.push({ customer, placedAt, basket, ...(ending && { ending }) })
    }
  }
  return found.sort((a, b) => a.placedAt - b.placedAt)
}

/** On which day of the history, counted back from today, people with habits order. */
function habits(customers: readonly DemoCustomer[], random: Random): Map<number, DemoCustomer[]> {
  const days = new Map<number, DemoCustomer[]>()
  for (const customer of customers) {
    const { everyDays, seenDaysAgo = 0 } = customer
    if (everyDays === undefined) continue
    let day = HISTORY_DAYS - 1 - random.between(0, everyDays)
    while (day >= seenDaysAgo) {
      if (day <= customer.daysAgo) days.set(day, [...(days.get(day) ?? []), customer])
      day -= Math.max(1, Math.round(everyDays * (0.7 + random.next() * 0.6)))
    }
  }
  return days
}

function episodes(now: number): Occasion[] {
  return EPISODES.map(({ name, daysAgo, minute, skuIds, quantity = 1, fast, returnedAfterDays: days }) => ({
    customer: castMember(name),
    placedAt: startOfDay(now) - daysAgo * DAY_MS + minute * MINUTE_MS,
    basket: skuIds.map((skuId) => ({ productId: skuId.split('-')[0] ?? '', skuId, quantity })),
    ...(fast && { fast }),
    ...(days !== undefined && { ending: { kind: 'returned' as const, reason: '客人改了主意', days } }),
  }))
}

/** Two orders of the last minutes: there is always something to send. */
function justNow(
  now: number,
  { customers }: DemoPeople,
  shelves: readonly Shelf[],
  random: Random,
): Occasion[] {
  return customers.slice(0, 2).map((customer, i) => {
    const placedAt = now - (i === 0 ? 18 : 6) * MINUTE_MS
    return { customer, placedAt, basket: basketOf(customer, placedAt, shelves, random) }
  })
}

function basketOf({ likes }: DemoCustomer, at: number, shelves: readonly Shelf[], random: Random): Wanted[] {
  const { month } = calendarOf(at)
  const there = shelves.filter(({ goods, since }) => (goods.listed ?? true) && since < at)
  const liked = there.filter(({ goods }) => likes?.includes(goods.id))
  const lines = random.weighted([1, 2, 3, 4], (count) => [0, 0.6, 0.26, 0.1, 0.04][count] ?? 0)
  const wanted = new Map<string, Wanted>()
  for (let i = 0; i < lines; i++) {
    const from = liked.length > 0 && random.next() < 0.75 ? liked : there
    const { goods } = random.weighted(from, (shelf) => pullIn(shelf.goods, month))
    const { skuId } = random.weighted(goods.skus, ({ sold }) => sold + 1)
    const quantity = random.weighted([1, 2, 3, 4], (pieces) => [0, 0.82, 0.13, 0.03, 0.02][pieces] ?? 0)
    wanted.set(goods.id, { productId: goods.id, skuId: `${goods.id}-${skuId}`, quantity })
  }
  return [...wanted.values()]
}

const pullIn = ({ pull, months }: DemoGoods, month: number): number =>
  months === undefined || months.includes(month) ? pull : pull * OFF_SEASON

function endingOf({ name }: DemoCustomer, random: Random): Ending | undefined {
  const chance = random.next()
  if (name === RETURNER) {
    return chance < 0.7 ? { kind: 'returned', reason: '颜色和想的不一样', days: 6 } : undefined
  }
  if (chance < UNPAID) return { kind: 'unpaid' }
  if (chance < UNPAID + REFUNDED) return { kind: 'refunded', reason: random.pick(REASONS_UNSENT) }
  if (chance < UNPAID + REFUNDED + RETURNED) {
    return { kind: 'returned', reason: random.pick(REASONS_BACK), days: random.between(0, 5) }
  }
  return undefined
}
