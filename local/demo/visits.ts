import { DAY_MS, dayOf, startOfDay } from '../../shared/business-day'
import type { VisitDoc } from '../../cloudfunctions/domain/distribution/sharing'
import { derivedId } from '../../cloudfunctions/platform/ids'
import { openidOf } from '../server/phones'
import { CUSTOMERS, shareCodeOf, type DemoDistributor } from './people'
import { createRandom } from './random'

const DAYS = 30
const MINUTE_MS = 60_000

/** Who opened the distributors' shares in the last 30 days: customers, and people who only looked. */
export function demoVisits(now: number): VisitDoc[] {
  const random = createRandom(520)
  const visits = new Map<string, VisitDoc>()
  const perDay: Record<DemoDistributor, number> = { distributor: 14, uncle: 5, aunt: 4 }
  for (let day = DAYS - 1; day >= 0; day--) {
    for (const who of Object.keys(perDay) as DemoDistributor[]) {
      const distributorId = openidOf(who)
      const count = random.between(Math.ceil(perDay[who] / 2), perDay[who])
      for (let i = 0; i < count; i++) {
        const visitorId =
          random.next() < 0.3 ? random.pick(CUSTOMERS).openid : openidOf(`guest-${random.between(1, 150)}`)
        const productId = random.next() < 0.7 ? 'yancha' : null
        const shareCode = shareCodeOf(distributorId, productId)
        const at = startOfDay(now) - day * DAY_MS + random.between(7 * 60, 23 * 60) * MINUTE_MS
        if (at > now) continue
        const _id = derivedId(20, 'visit', shareCode, visitorId, dayOf(at))
        visits.set(_id, { _id, shareCode, distributorId, productId, visitorId, day: dayOf(at), at })
      }
    }
  }
  return [...visits.values()]
}
