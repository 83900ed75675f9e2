/** The shop's freight rule (运费): a flat amount, nothing from a goods value on. */
export interface FreightRule {
  readonly freightFen: number
  /** Goods worth this much (after discounts) ship free of charge; 0 means that everything does. */
  readonly freeFreightFromFen: number
}

/** What shipping goods worth `goodsFen` (after discounts) costs, in fen. */
export function freightOf(goodsFen: number, rule: FreightRule): number {
  return goodsFen >= rule.freeFreightFromFen ? 0 : rule.freightFen
}
