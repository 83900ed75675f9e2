import type { OrderDoc, RefundDoc } from '../order'

/**
 * What another domain adds to a refund of an order in the update that makes it (`refundParts` in its `x.effects.ts`):
 * what goes back of its own, reckoned while the order stands still. What follows is an effect after `refunding`.
 */
export interface RefundPart {
  readonly name: string
  /** `order` as it stands before, `refund` as it is going to be booked. Pure. */
  complete(order: OrderDoc, refund: RefundDoc): Partial<RefundDoc>
}

declare module '../../../platform/context' {
  interface Seams {
    readonly refundParts: readonly RefundPart[]
  }
}
