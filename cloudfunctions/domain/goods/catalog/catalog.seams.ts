import type { PricingFacts } from '@shared/rules/pricing'
import type { Context } from '../../../platform/context'

/**
 * What other domains attach to cards and product pages from outside.
 *
 * - `shelfParts`: what the steps of unit prices go by there, beside the domain's part of the checkout (`x.checkout.ts`)
 *
 * Nobody attaches one yet, as there is no promotion of unit prices: cards and pages show the price of the SKU, and read
 * nothing more for it (docs/decisions/0009).
 */
export interface ShelfPart {
  readonly name: string
  /** What holds for these products now, whoever looks at them: one round trip, for all parts at once. */
  facts(ctx: Context, productIds: readonly string[]): Promise<PricingFacts>
}

declare module '../../../platform/context' {
  interface Seams {
    readonly shelfParts: readonly ShelfPart[]
  }
}
