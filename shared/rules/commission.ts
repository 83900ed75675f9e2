import { percentOf } from '../words/percent'
import { mulDivDown } from './exact'
import { linesLeft, type RefundOfLines } from './refund'

/**
 * Commission of one order. Everything follows from the order's own lines, with the rates that were in force for each
 * of them when it was placed, and its chain of distributors: a line's base × the rate of a link, rounded down to the
 * fen per line and link. No float takes part: the rate is in basis points and a product stays far below 2^53.
 */

/** What the rate is applied to: `sales` what is paid for the line, `profit` that less the cost. */
export type CommissionBase = 'sales' | 'profit'

export interface CommissionLine {
  lineId: string
  quantity: number
  /** What the buyer pays for the line after discounts, without freight. */
  payFen: number
  /** Cost of one piece when the order was placed. */
  costFen: number
  /** One rate for each link of the order's chain, in the chain's order; 0 where this line pays none. */
  ratesBps: readonly number[]
}

/** What one link of the chain gets. */
export interface LinkCommission {
  /** One amount a line, in the order of the lines. */
  lines: { lineId: string; fen: number }[]
  amountFen: number
}

const BPS = 10_000

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** What the rates of a line apply to, never below 0. */
export function baseOf(
  { payFen, costFen, quantity }: Pick<CommissionLine, 'payFen' | 'costFen' | 'quantity'>,
  base: CommissionBase,
): number {
  return base === 'sales' ? payFen : Math.max(0, payFen - costFen * quantity)
}

/** `base × rate`, rounded down to the fen. */
export function commissionFen(baseFen: number, rateBps: number): number {
  return Math.floor((baseFen * rateBps) / BPS)
}

/**
 * The commission of each link of a chain, on what refunds leave of the lines. All links together never take more than
 * a line's base: a link gets at most what the ones before it have left.
 * @param links how many links the chain has
 * @param refunds those made so far; each takes a line's base back in proportion to the money that went back for it
 */
export function commissionOn(
  lines: readonly CommissionLine[],
  base: CommissionBase,
  links: number,
  refunds: readonly RefundOfLines[] = [],
): LinkCommission[] {
  const bases = basesLeft(lines, base, refunds)
  const left = [...bases]
  return Array.from({ length: links }, (_, link) => {
    const amounts = lines.map(({ lineId, ratesBps }, i) => {
      const fen = Math.min(commissionFen(bases[i] ?? 0, ratesBps[link] ?? 0), left[i] ?? 0)
      left[i] = (left[i] ?? 0) - fen
      return { lineId, fen }
    })
    return { lines: amounts, amountFen: sum(amounts.map(({ fen }) => fen)) }
  })
}

/**
 * What is left of each line's base, rounded down: as much of it as is left of the payment. Only the money that went
 * back for a line counts, with or without goods, and only in all: the order of refunds makes no difference, freight
 * none either.
 */
export function basesLeft(
  lines: readonly CommissionLine[],
  base: CommissionBase,
  refunds: readonly RefundOfLines[],
): number[] {
  const left = linesLeft(lines, refunds)
  return lines.map((line, i) =>
    line.payFen === 0 ? 0 : mulDivDown(baseOf(line, base), left[i]?.payFen ?? 0, line.payFen),
  )
}

/**
 * What the latest of `refunds` takes back from each link: what is still credited less the commission on what is left
 * of the order. Never negative, and never more than is still credited; once everything is refunded exactly nothing
 * remains, whatever the refunds before were.
 * @param refunds every refund, the latest included
 * @param creditedFen accrued − reversed so far, one a link
 */
export function reversalOf(
  lines: readonly CommissionLine[],
  base: CommissionBase,
  refunds: readonly RefundOfLines[],
  creditedFen: readonly number[],
): number[] {
  const remaining = commissionOn(lines, base, creditedFen.length, refunds)
  return creditedFen.map((credited, i) => Math.max(0, credited - (remaining[i]?.amountFen ?? 0)))
}

const LEVEL_WORDS = ['一级', '二级', '三级']

export function levelWords(level: number): string {
  return LEVEL_WORDS[level - 1] ?? `${level} 级`
}

/**
 * The rule of a line in words: what it counts on, the rate and the rounding.
 * @param rate of whom, 1 = the buyer's own distributor, and how much
 * @param rounded whether a part of a fen was dropped
 */
export function ruleWords(
  base: CommissionBase,
  { level, rateBps }: { level: number; rateBps: number },
  rounded: boolean,
): string {
  const on = base === 'sales' ? '实付金额' : '利润（实付减成本）'
  const rounding = rounded ? '，不足 1 分的部分舍去' : ''
  return `按「${levelWords(level)} ${percentOf(rateBps)}」计算${on}${rounding}`
}
