import { mulDivDown } from './exact'
import { linesLeft, type PaidLine, type RefundOfLines } from './refund'

/**
 * What of an amount that an order took (of a budget, of pieces of a promotion) has come back with these refunds in all:
 * the share that the money paid back has in what the lines cost, rounded down; with the last piece and fen all of it.
 * Of lines that cost nothing it is the share of their pieces. So several refunds come to the same as one, and never to
 * more than was taken.
 *
 * @param amount a whole number ≥ 0, in whatever unit
 * @param lines those for which it was taken
 * @param refunds all that were made, the new one included
 */
export function givenBack(
  amount: number,
  lines: readonly PaidLine[],
  refunds: readonly RefundOfLines[],
): number {
  const left = linesLeft(lines, refunds)
  const isFree = lines.every(({ payFen }) => payFen === 0)
  const measure = ({ quantity, payFen }: PaidLine) => (isFree ? quantity : payFen)
  const [all, kept] = [lines, left].map((some) => some.reduce((sum, line) => sum + measure(line), 0))
  return all === undefined || kept === undefined || all === 0 ? 0 : mulDivDown(amount, all - kept, all)
}
