import type { PricingFacts, Step } from '@shared/rules/pricing'
import type { Context, MemberContext } from '../../../platform/context'
import type { OrderDoc } from '../order'

/**
 * What other domains attach from outside to the way from a basket to an order: the checkout knows none of them.
 *
 * - `pricingSteps`: what changes its price; pure, `shared/rules/pricing/x.step.ts`
 * - `checkoutParts`: what those steps go by, read with everything else that placing needs (`x.checkout.ts`)
 * - `reservations`: what is taken when it is placed, and comes back when it is not (`x.reservations.ts`)
 */

/** Something scarce that an order takes when it is placed, and that comes back when it is not. */
export interface Reservation {
  readonly name: string
  /**
   * Takes what the order needs, once for the same order, in one round trip where that is possible: all reservations
   * are taken at the same time. Takes all of it or nothing. @throws AppError when it is not to be had
   */
  take(ctx: Context, order: OrderDoc): Promise<void>
  /** Gives back what `take` took, because the order was not placed. What a crash leaves behind is swept by a job. */
  giveBack(ctx: Context, order: OrderDoc): Promise<void>
}

/** What somebody is about to buy. */
export interface CheckoutRequest {
  readonly lines: readonly { productId: string; skuId: string; quantity: number }[]
  /** What the buyer chose of each domain's offers, by the domain's name: a coupon, points. */
  readonly choices: Readonly<Record<string, unknown>>
  /**
   * The number that it is placed under; absent when it is only quoted. Something that this order itself holds already
   * (the same request again, or twice at once) is to be had for it as if it were free.
   */
  readonly orderId?: string
}

/**
 * What one domain adds to the checkout: documents by `_id` in the same round trip, and what they mean for the price.
 */
export interface CheckoutPart {
  readonly name: string
  /** The collection it reads. */
  readonly from: string
  /** The documents it wants. */
  ids(ctx: MemberContext, request: CheckoutRequest): readonly string[]
  /** Products that it may add to the order: gifts. */
  productIds?(ctx: MemberContext, request: CheckoutRequest): readonly string[]
  /** What the steps go by; the clock and the caller come in here, the steps are pure. */
  facts(ctx: MemberContext, documents: readonly unknown[], request: CheckoutRequest): PricingFacts
  /**
   * What the order remembers of it: its part of the document, once it is priced. Lists that several parts fill (quotas)
   * are put together; anything else has one author, and no part changes what the order says already.
   */
  complete?(ctx: MemberContext, order: OrderDoc, facts: PricingFacts): Partial<OrderDoc>
}

declare module '../../../platform/context' {
  interface Seams {
    readonly pricingSteps: readonly Step[]
    readonly checkoutParts: readonly CheckoutPart[]
    readonly reservations: readonly Reservation[]
  }
}
