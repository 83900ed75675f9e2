import type { CommissionPolicy } from '@shared/contract/policy/schema'
import { commissionOn, baseOf } from '@shared/rules/commission'

/** The sale that the worked example reckons with: one piece for 100 yuan that cost 60. */
export const EXAMPLE_PAY_FEN = 10_000
export const EXAMPLE_COST_FEN = 6_000

export interface PolicyExample {
  baseFen: number
  levels: { level: number; rateBps: number; amountFen: number }[]
  totalFen: number
  /** What the shop keeps of the payment, the cost of the goods not yet taken off. */
  keptFen: number
}

/** What a sale of 100 yuan would bring each level under these rules, by the very rules that reckon real orders. */
export function exampleOf({ rates, base }: Pick<CommissionPolicy, 'rates' | 'base'>): PolicyExample {
  const line = {
    lineId: 'example',
    quantity: 1,
    payFen: EXAMPLE_PAY_FEN,
    costFen: EXAMPLE_COST_FEN,
    ratesBps: rates,
  }
  const chain = rates.map((rateBps, index) => ({ level: index + 1, rateBps }))
  const amounts = commissionOn([line], base, chain.length)
  const levels = chain.map((level, index) => ({ ...level, amountFen: amounts[index]?.amountFen ?? 0 }))
  const totalFen = levels.reduce((sum, { amountFen }) => sum + amountFen, 0)
  return { baseFen: baseOf(line, base), levels, totalFen, keptFen: EXAMPLE_PAY_FEN - totalFen }
}
