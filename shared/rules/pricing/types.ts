import type { Slot } from './slots'

/** The shapes of the price pipeline; see pipeline.ts for how they work together. All amounts are whole fen. */

/**
 * What steps go by apart from lines and freight: running promotions, the member's coupons, what the buyer chose. Each
 * domain adds its own, by declaration merging from its own file:
 * `declare module '@shared/rules/pricing/types' { interface PricingFacts { coupon?: CouponFacts } }`.
 * Plain data only (it is part of the hash), and optional, since other shops and tests have none.
 */
export interface PricingFacts {}

/** The shop's freight rule (运费): a flat amount, nothing from a goods value on. */
export interface FreightRule {
  readonly freightFen: number
  /** Goods worth this much at their unit prices ship free of charge; 0 means that everything does. */
  readonly freeFreightFromFen: number
}

/** One line of an order. The same SKU may stand in several lines: a gift or an add-on has a price of its own. */
export interface PricingLine {
  /** The line's own id within the order. */
  readonly lineId: string
  readonly productId: string
  readonly skuId: string
  readonly quantity: number
  /** Of one piece. */
  readonly priceFen: number
  /** What one piece costs without any offer, for showing; of a gift what it is worth. */
  readonly listPriceFen?: number
  /** The `source` of the promotion that gives this line away; absent for what is bought. */
  readonly gift?: string
}

/** Everything that decides a price; the same input has the same outcome. */
export interface PricingInput {
  readonly lines: readonly PricingLine[]
  readonly freight: FreightRule
  readonly facts: PricingFacts
}

/** Why an amount changes. */
export interface Reason {
  /** The kind of promotion, e.g. `coupon`. */
  readonly kind: string
  /** Which one: the id (`id` of shared/contract/fields.ts) that is reserved, counted and explained. */
  readonly source: string
  /** Of its rules; 0 for what has no versions. */
  readonly version: number
  /** What the buyer reads. */
  readonly words: string
}

export interface Effect extends Reason {
  /** What it changes of the payable: negative is cheaper. */
  readonly fen: number
}

/** Why a promotion did not apply. */
export interface WhyNot extends Pick<Reason, 'kind' | 'source' | 'words'> {
  /** By how much the measured amount misses the threshold. */
  readonly missingFen?: number
}

export interface DraftLine extends PricingLine {
  /** price × quantity. */
  readonly goodsFen: number
  /** After the unit price and before everything else: thresholds of reductions and free freight go by it. */
  readonly unitFen: number
  /** What is left to pay: goods and all effects. */
  readonly payFen: number
  readonly effects: readonly Effect[]
  /** The sources that covered this line, in the order they applied, also those of which it got nothing. */
  readonly coveredBy: readonly string[]
}

export interface Freight {
  /** Before effects. */
  readonly baseFen: number
  readonly fen: number
  readonly effects: readonly Effect[]
}

/** An order between two steps. Steps do not change it; draft.ts makes the next one. */
export interface Draft {
  readonly lines: readonly DraftLine[]
  readonly freight: Freight
  readonly whyNots: readonly WhyNot[]
  /** Sources that take no part this time: their effects are dropped. */
  readonly leftOut: ReadonlySet<string>
}

/** One rule of the price. Pure: no clock, no chance, nothing but its arguments. */
export interface Step {
  readonly name: string
  readonly slot: Slot
  apply(draft: Draft, input: PricingInput): Draft
}

export interface PricedLine extends PricingLine {
  readonly goodsFen: number
  /** goods − payable. */
  readonly discountFen: number
  readonly payFen: number
  /** In the order they applied; they sum to −discount. */
  readonly effects: readonly Effect[]
}

export interface PricedOrder {
  readonly lines: readonly PricedLine[]
  readonly freight: Freight
  readonly goodsFen: number
  /** What the lines are cheaper than their goods; freight has its own. */
  readonly discountFen: number
  readonly freightFen: number
  /** goods − discount + freight: what the buyer pays. May be 0. */
  readonly payFen: number
  readonly whyNots: readonly WhyNot[]
  /** Of all inputs: another hash is another price or another reason for it. */
  readonly hash: string
}
