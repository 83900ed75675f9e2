import { formatYuan } from '../../money'
import { unitFenOf, withFreight, withFreightEffect, withWhyNot } from './draft'
import type { FreightRule, Step } from './types'

const isFreeFor = (rule: FreightRule) => rule.freightFen === 0 || rule.freeFreightFromFen === 0

/** What shipping goods costs that are worth `unitFen` at their unit prices, in fen. */
export function freightOf(unitFen: number, rule: FreightRule): number {
  return unitFen >= rule.freeFreightFromFen ? 0 : rule.freightFen
}

const yuan = (fen: number) => formatYuan(fen, { decimals: 'auto' })

/**
 * The shop's freight. What counts for free shipping are the goods at their unit prices: no reduction and no coupon
 * ever takes it away, so that a discount of a fen cannot make an order dearer by its freight.
 */
export const step: Step = {
  name: 'freight',
  slot: 'freight',
  apply(draft, { freight: rule }) {
    if (draft.lines.length === 0 || isFreeFor(rule)) return draft
    const charged = withFreight(draft, rule.freightFen)
    const missingFen = rule.freeFreightFromFen - unitFenOf(draft)
    const free = { kind: 'free_freight', source: 'shop', version: 0 }
    return missingFen <= 0
      ? withFreightEffect(
          charged,
          { ...free, words: `满 ${yuan(rule.freeFreightFromFen)} 包邮` },
          -rule.freightFen,
        )
      : withWhyNot(charged, { ...free, words: `再买 ¥${yuan(missingFen)} 就包邮`, missingFen })
  },
}
