import type { CommissionPolicy } from '../contract/policy/schema'
import { allocate } from './allocation'

/**
 * Commission of one order. Everything follows from the order's own lines, the policy it was placed under and its
 * chain: a line's base × a level's rate, rounded down to the fen per line and level. No float takes part: the rate
 * is in basis points and a product stays far below 2^53.
 */

export interface CommissionLine {
  quantity: number
  /** What the buyer pays for the line after discounts, without freight. */
  payFen: number
  /** Cost of one piece when the order was placed. */
  costFen: number
}

export interface CommissionLevel {
  /** 1 = the buyer's own distributor. */
  level: number
  rateBps: number
}

export interface LevelCommission {
  /** One amount a line, in fen. */
  lineFen: number[]
  amountFen: number
}

const BPS = 10_000

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** What the rate is applied to: `sales` what is paid for the line, `profit` that less the cost, never below 0. */
export function baseOf(line: CommissionLine, base: CommissionPolicy['base']): number {
  return base === 'sales' ? line.payFen : Math.max(0, line.payFen - line.costFen * line.quantity)
}

/** `base × rate`, rounded down to the fen. */
export function commissionFen(baseFen: number, rateBps: number): number {
  return Math.floor((baseFen * rateBps) / BPS)
}

/**
 * The commission of each level of `chain`, in its order. All levels together never take more than a line's base:
 * a level gets at most what the ones before it have left.
 */
export function commissionOn(
  lines: readonly CommissionLine[],
  policy: Pick<CommissionPolicy, 'base'>,
  chain: readonly CommissionLevel[],
): LevelCommission[] {
  const left = lines.map((line) => baseOf(line, policy.base))
  const bases = [...left]
  return chain.map(({ rateBps }) => {
    const lineFen = bases.map((baseFen, i) => {
      const amount = Math.min(commissionFen(baseFen, rateBps), left[i] ?? 0)
      left[i] = (left[i] ?? 0) - amount
      return amount
    })
    return { lineFen, amountFen: sum(lineFen) }
  })
}

export interface RefundOfLines {
  /** What is paid back, freight included. */
  amountFen: number
  /** Pieces taken back a line, by position; missing positions are 0. */
  quantities: readonly number[]
}

/**
 * What is left of the lines after refunds; only the totals count, so the order of the refunds does not matter.
 * A line keeps its payment in proportion to the pieces left, rounded down. Money paid back beyond the value of the
 * returned pieces counts as freight first, then lowers the lines that are left, by their payment.
 */
export function linesLeft<L extends CommissionLine>(
  lines: readonly L[],
  freightFen: number,
  refunds: readonly RefundOfLines[],
): L[] {
  const kept = lines.map((line, i) => {
    const returned = sum(refunds.map((refund) => refund.quantities[i] ?? 0))
    const quantity = Math.max(0, line.quantity - returned)
    // payFen ≤ 10^9 and quantity ≤ 999: the product stays exact.
    const payFen = quantity === 0 ? 0 : Math.floor((line.payFen * quantity) / line.quantity)
    return { ...line, quantity, payFen }
  })
  const worth = sum(lines.map((line) => line.payFen)) - sum(kept.map((line) => line.payFen))
  const beyond = sum(refunds.map((refund) => refund.amountFen)) - worth - freightFen
  const payments = kept.map((line) => line.payFen)
  const lowered = allocate(Math.min(Math.max(0, beyond), sum(payments)), payments, { caps: payments })
  return kept.map((line, i) => ({ ...line, payFen: line.payFen - (lowered[i] ?? 0) }))
}

/**
 * What the latest of `refunds` takes back from each level: what is still credited less the commission on what is
 * left of the order. Never negative, and never more than is still credited; once everything is refunded exactly
 * nothing remains, whatever the refunds before were.
 * @param creditedFen accrued − reversed so far, one a level
 */
export function reversalOf(
  order: { lines: readonly CommissionLine[]; freightFen: number },
  policy: Pick<CommissionPolicy, 'base'>,
  chain: readonly CommissionLevel[],
  refunds: readonly RefundOfLines[],
  creditedFen: readonly number[],
): number[] {
  const remaining = commissionOn(linesLeft(order.lines, order.freightFen, refunds), policy, chain)
  return creditedFen.map((credited, i) => Math.max(0, credited - (remaining[i]?.amountFen ?? 0)))
}

const LEVEL_WORDS = ['一级', '二级', '三级']

/** `20%`, `7.5%`, `0.58%`: basis points as people read them. */
export function percentOf(rateBps: number): string {
  const digits = String(rateBps).padStart(3, '0')
  const fraction = digits.slice(-2).replace(/0+$/, '')
  return `${digits.slice(0, -2)}${fraction && `.${fraction}`}%`
}

export function levelWords(level: number): string {
  return LEVEL_WORDS[level - 1] ?? `${level} 级`
}

/** The rule of a line in words: what it counts on, the rate and the rounding. */
export function ruleWords(
  base: CommissionPolicy['base'],
  { level, rateBps }: CommissionLevel,
  rounded: boolean,
): string {
  const on = base === 'sales' ? '实付金额' : '利润（实付减成本）'
  const rounding = rounded ? '，不足 1 分的部分舍去' : ''
  return `按「${levelWords(level)} ${percentOf(rateBps)}」计算${on}${rounding}`
}
