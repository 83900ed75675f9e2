import { formatYuan } from '../../../shared/money'
import { leftFenOf, withDiscount, withWhyNot, type DraftLine, type Step } from '../../../shared/rules/pricing'
import type { Off } from './coupon.model'

/** The chosen coupon, as far as it decides the price. */
export interface CouponFacts {
  id: string
  version: number
  fromFen: number
  off: Off
  /** Why it cannot be used whatever the order costs. */
  unfit?: string
}

declare module '../../../shared/rules/pricing/types' {
  interface PricingFacts {
    trialCoupon?: CouponFacts
  }
}

const yuan = (fen: number) => formatYuan(fen, { decimals: 'auto' })
const bought = ({ gift }: DraftLine): boolean => gift === undefined

/** What the buyer reads: 满100减20, 满100打8.5折最多减30. */
export function wordsOf({ fromFen, off }: Pick<CouponFacts, 'fromFen' | 'off'>): string {
  const gives =
    'fen' in off ? `减${yuan(off.fen)}` : `打${(10_000 - off.bps) / 1_000}折最多减${yuan(off.mostFen)}`
  return fromFen > 0 ? `满${yuan(fromFen)}${gives}` : `立${gives}`
}

export const step: Step = {
  name: 'trial-coupon',
  slot: 'coupon',
  apply(draft, { facts: { trialCoupon: coupon } }) {
    if (!coupon) return draft
    const { id: source, version, off } = coupon
    const reason = { kind: 'coupon', source, version, words: wordsOf(coupon) }
    if (coupon.unfit !== undefined) return withWhyNot(draft, { ...reason, words: coupon.unfit })
    const leftFen = leftFenOf(draft, bought)
    const missingFen = coupon.fromFen - leftFen
    if (missingFen > 0) {
      return withWhyNot(draft, { ...reason, words: `再买¥${yuan(missingFen)}可用`, missingFen })
    }
    const offFen = 'fen' in off ? off.fen : Math.min(off.mostFen, Math.floor((leftFen * off.bps) / 10_000))
    return withDiscount(draft, reason, offFen, { among: bought })
  },
}
