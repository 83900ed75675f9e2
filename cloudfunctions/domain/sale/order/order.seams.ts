import type { PricingFacts, Step } from '@shared/rules/pricing'
import type { Context, MemberContext } from '../../../platform/context'
import type { Effect } from '../../../platform/owed'
import type { OrderDoc } from './order.model'

/**
 * What other domains attach to orders from outside: the order knows none of them.
 *
 * - `pricingSteps`: what changes its price; pure, `shared/rules/pricing/x.step.ts`
 * - `checkoutParts`: what those steps go by, read with everything else that placing needs (`x.checkout.ts`)
 * - `reservations`: what is taken when it is placed, and comes back when it is not (`x.reservations.ts`)
 * - `orderEffects`: what follows from its transitions (`x.effects.ts`)
 * - `OrderDoc`: a domain may add one part under its own name, by declaration merging, and fills it in `complete`
 */

/**
 * - `paid`, `closed` (unpaid), `shipped` (a parcel; key: its id), `received`, `completed`: steps of the order
 * - `corrected`: a parcel has another waybill (key: its id)
 * - `refunding`: money of the order was reserved for a refund (key: its number); `resumed`: it is asked for again
 * - `returning`: a payment that the order did not want goes back (key: the refund's number)
 */
export type OrderTransition =
  | 'paid'
  | 'closed'
  | 'shipped'
  | 'corrected'
  | 'received'
  | 'completed'
  | 'refunding'
  | 'resumed'
  | 'returning'

/** One transition of one order. */
export interface OrderEvent {
  readonly transition: OrderTransition
  /** Which parcel or refund it is about. */
  readonly key?: string
  /** Whether the refund's goods go back on the shelf: they were not shipped. */
  readonly restock?: boolean
}

/** What one domain does when an order makes a transition; the order owes it from that very update on. */
export interface OrderEffect extends Effect<OrderDoc> {
  readonly after: readonly OrderTransition[]
  /** Owed once for each key of the transition, so that two refunds or parcels do not swallow one another. */
  readonly keyed?: boolean
  readonly when?: (event: OrderEvent) => boolean
}

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

/** What one domain adds to the checkout: documents by `_id` in the same round trip, and what they mean for the price. */
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
  /** What the order remembers of it: its part of the document, once it is priced. */
  complete?(ctx: MemberContext, order: OrderDoc, facts: PricingFacts): Partial<OrderDoc>
}

declare module '../../../platform/context' {
  interface Seams {
    readonly pricingSteps: readonly Step[]
    readonly checkoutParts: readonly CheckoutPart[]
    readonly orderEffects: Readonly<Record<string, OrderEffect>>
    readonly reservations: readonly Reservation[]
  }
}
