import type { MemberContext } from '../../../cloudfunctions/platform/context'
import { derivedId } from '../../../cloudfunctions/platform/ids'
import { owing, type Owing } from '../../../cloudfunctions/platform/owed'

/**
 * A coupon as a domain of its own, of the tests only: it proves that whatever is chosen, priced, locked, used and given
 * back attaches to the order from outside. Its files are those that such a domain would have.
 */

/** What a coupon gives: an amount, or a share of what is left, up to a cap. */
export type Off = { fen: number } | { bps: number; mostFen: number }

/** Collection `trialTemplates`: what is handed out; its stock is the quota `coupons.<template>`. */
export interface TrialTemplateDoc {
  _id: string
  version: number
  /** Measured on what the goods cost before the coupon. */
  fromFen: number
  off: Off
  /** How long it can be used after it was claimed. */
  validMs: number
  /** How many one member may have. */
  each: number
}

/**
 * Collection `trialCoupons`: a member's coupon, with the terms that it was claimed under. Free (`lockedBy` and `usedBy`
 * empty) → locked by an order that waits for its payment → used by it; or back to free.
 */
export interface TrialCouponDoc extends Owing {
  ownerId: string
  templateId: string
  /** The try that became it, which holds a piece of the template's stock until `stock.take` has used that up. */
  claim: string
  version: number
  fromFen: number
  off: Off
  claimedAt: number
  expiresAt: number
  /** The order that holds it; empty when none does. */
  lockedBy: string
  /** How many tries of that order count on the lock: the last one that fails gives it back. */
  claims: number
  /** When the sweep looks whether that order stands. */
  watchAt: number
  /** The order that has used it; empty when none has. */
  usedBy: string
}

/** What an order remembers of its coupon. */
export interface UsedCoupon {
  couponId: string
  offFen: number
}

declare module '../../../cloudfunctions/domain/sale/order/order.model' {
  interface OrderDoc {
    trialCoupon?: UsedCoupon
  }
}
declare module '../../../cloudfunctions/platform/collections' {
  interface Collections {
    trialCoupons: TrialCouponDoc
    trialTemplates: TrialTemplateDoc
  }
}

/** Later than every instant a shop will see. */
export const NEVER = 9_999_999_999_999

/** The n-th coupon of a template that a member has: the same claim twice is one coupon. */
export const couponIdOf = (templateId: string, openid: string, n: number): string =>
  derivedId(16, 'coupon', templateId, openid, String(n))

/** A coupon that was just claimed. */
export function newCoupon(
  template: TrialTemplateDoc,
  { openid, clock }: Pick<MemberContext, 'openid' | 'clock'>,
  { n, claim }: { n: number; claim: string },
): TrialCouponDoc {
  const { _id: templateId, version, fromFen, off, validMs } = template
  const now = clock.now()
  return {
    _id: couponIdOf(templateId, openid, n),
    ownerId: openid,
    templateId,
    claim,
    version,
    fromFen,
    off,
    claimedAt: now,
    expiresAt: now + validMs,
    lockedBy: '',
    claims: 0,
    watchAt: NEVER,
    usedBy: '',
    ...owing(['stock.take'], now),
  }
}
