import type { Effect } from '../../../platform/owed'
import type { Context } from '../../../platform/context'
import type { OrderDoc } from './order.model'

/**
 * What other domains attach to orders from outside: the order knows none of them. `effects` follow from its
 * transitions (`orderEffects` in `x.effects.ts`), `reservations` are taken when it is placed (`reservations` in
 * `x.reservations.ts`).
 */

/**
 * - `paid`, `closed` (unpaid), `shipped` (a parcel; key: its id), `received`, `completed`: steps of the order
 * - `refunding`: money of the order was reserved for a refund (key: its number); `resumed`: it is asked for again
 * - `returning`: a payment that the order did not want goes back (key: the refund's number)
 */
export type OrderTransition =
  'paid' | 'closed' | 'shipped' | 'received' | 'completed' | 'refunding' | 'resumed' | 'returning'

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

declare module '../../../platform/context' {
  interface Seams {
    readonly orderEffects: Readonly<Record<string, OrderEffect>>
    readonly reservations: readonly Reservation[]
  }
}
