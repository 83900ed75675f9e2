import { DAY_MS, dayOf, startOfDay } from '../../shared/business-day'
import type { VisitDoc } from '../../cloudfunctions/domain/distribution/sharing'
import { derivedId } from '../../cloudfunctions/platform/ids'
import { openidOf } from '../server/phones'
import type { OrderDoc } from '../../cloudfunctions/domain/sale/order'
import { busyness, momentOf } from './history'
import { FEW_CUSTOMERS, FEW_DISTRIBUTORS, shareCodeOf, type DemoDistributor, type DemoPeople } from './people'
import { createRandom, type Random } from './random'

const DAYS = 30
const MINUTE_MS = 60_000

/** Visits through each distributor's shares a day, at most; the small demo's. */
const A_DAY: Readonly<Record<string, number>> = { distributor: 14, uncle: 5, aunt: 4 }

/** Who opened the distributors' shares in the last 30 days: customers, and people who only looked. */
export function fewVisits(now: number): VisitDoc[] {
  const random = createRandom(520)
  const visits = new Map<string, VisitDoc>()
  for (let day = DAYS - 1; day >= 0; day--) {
    for (const { who } of FEW_DISTRIBUTORS) {
      const most = A_DAY[who] ?? 0
      const count = random.between(Math.ceil(most / 2), most)
      for (let i = 0; i < count; i++) {
        const visitorId =
          random.next() < 0.3
            ? random.pick(FEW_CUSTOMERS).openid
            : openidOf(`guest-${random.between(1, 150)}`)
        const productId = random.next() < 0.7 ? 'yancha' : null
        const at = startOfDay(now) - day * DAY_MS + random.between(7 * 60, 23 * 60) * MINUTE_MS
        if (at <= now) add(visits, visitOf(openidOf(who), productId, visitorId, at))
      }
    }
  }
  return [...visits.values()]
}

/** As far as any page looks back, 30 days, and a few more for when the clock is moved. */
const LOOKED_DAYS = 33
/** Visits of an ordinary day at the beginning of the history: of a hundred visitors four or five buy. */
const VISITS_A_DAY = 132
/** So many of them were there before. */
const AGAIN = 0.3
/** Who comes again came among the latest so many. */
const LATEST = 200
/** Who sells nothing is looked at nevertheless. */
const LEAST_PULL = 0.4

/** The same for the full demo: buyers before they bought, and far more who only looked. */
export function manyVisits(now: number, people: DemoPeople, orders: readonly OrderDoc[]): VisitDoc[] {
  const random = createRandom(520)
  const visits = new Map<string, VisitDoc>()
  const since = startOfDay(now) - (LOOKED_DAYS - 1) * DAY_MS
  for (const { shareCode, buyerId, placedAt, chainIds } of orders) {
    const [distributorId] = chainIds
    if (shareCode === null || distributorId === undefined || placedAt < since) continue
    if (random.next() < 0.4) continue
    const at = placedAt - random.between(3, 40) * MINUTE_MS
    add(visits, visitOf(distributorId, 'yancha', buyerId, at))
  }
  const lookers = new Map<string, string[]>()
  let lookersAll = 0
  for (let day = LOOKED_DAYS - 1; day >= 0; day--) {
    const midnight = startOfDay(now) - day * DAY_MS
    const there = people.distributors.filter(({ daysAgo }) => daysAgo - 3 > day)
    const count = Math.round(VISITS_A_DAY * busyness(day, midnight) * (0.9 + random.next() * 0.2))
    for (let i = 0; i < count; i++) {
      const distributor = random.weighted(there, ({ pull }) => Math.max(pull, LEAST_PULL))
      const known = lookers.get(distributor.who) ?? []
      const again = known.length > 0 && random.next() < AGAIN
      const visitorId = again ? random.pick(known.slice(-LATEST)) : openidOf(`guest-${++lookersAll}`)
      if (!again) lookers.set(distributor.who, [...known.slice(-LATEST), visitorId])
      const at = momentOf(midnight, random)
      if (at <= now)
        add(visits, visitOf(openidOf(distributor.who), sharedBy(distributor, random), visitorId, at))
    }
  }
  return [...visits.values()]
}

const sharedBy = ({ shares = [] }: DemoDistributor, random: Random): string | null =>
  random.pick([null, 'yancha', 'yancha', ...shares])

const visitOf = (
  distributorId: string,
  productId: string | null,
  visitorId: string,
  at: number,
): VisitDoc => {
  const shareCode = shareCodeOf(distributorId, productId)
  const day = dayOf(at)
  const _id = derivedId(20, 'visit', shareCode, visitorId, day)
  return { _id, shareCode, distributorId, productId, visitorId, day, at }
}

const add = (visits: Map<string, VisitDoc>, visit: VisitDoc): void => void visits.set(visit._id, visit)
