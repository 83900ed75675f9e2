import type { Effect } from '../../../platform/owed'
import type { OrderDoc } from './order.model'

/**
 * What other domains attach to orders from outside: the order knows none of them.
 *
 * - `orderEffects`: what follows from its transitions (`x.effects.ts`)
 * - `OrderDoc`: a domain may add one part under its own name, by declaration merging, and fills it in `complete` of
 *   its part of the checkout
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
  readonly when?: (event: OrderEvent) => boolean
}

declare module '../../../platform/context' {
  interface Seams {
    readonly orderEffects: Readonly<Record<string, OrderEffect>>
  }
}
