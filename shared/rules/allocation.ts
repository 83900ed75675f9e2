import { mulDiv } from './exact'

/**
 * Shares an integer amount over weights by largest remainder: every part is the exact share rounded down, and what
 * is left goes, one by one, to the largest remainders; ties go to the earlier position. The parts always add up.
 */

export interface AllocationOptions {
  /** The most that each position may get. What one cannot take is shared over the others. */
  caps?: readonly number[]
}

function assertAmounts(name: string, values: readonly number[]): void {
  for (const value of values) {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${name} holds ${value}`)
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** Largest remainder without caps. Weights that are all 0 count as equal. */
function share(amount: number, weights: readonly number[]): number[] {
  const total = sum(weights)
  const exact = weights.map((weight) => mulDiv(amount, total === 0 ? 1 : weight, total || weights.length))
  const parts = exact.map(({ quotient }) => quotient)
  const left = amount - sum(parts)
  const byRemainder = exact
    .map(({ remainder }, position) => ({ position, remainder }))
    .sort((a, b) => b.remainder - a.remainder || a.position - b.position)
  for (const { position } of byRemainder.slice(0, left)) parts[position] = (parts[position] ?? 0) + 1
  return parts
}

/**
 * Shares `amount` (≥ 0, an integer) over `weights` (integers ≥ 0). A weight of 0 gets nothing, unless all weights
 * are 0 (or only those have room): then the positions share alike.
 * @returns one part a weight; they add up to `amount` exactly
 * @throws RangeError for no weights, bad numbers, weights above 2^51 in all, or an amount above the caps in all
 */
export function allocate(
  amount: number,
  weights: readonly number[],
  { caps }: AllocationOptions = {},
): number[] {
  assertAmounts('amount', [amount])
  assertAmounts('weights', weights)
  if (amount === 0) return weights.map(() => 0)
  if (weights.length === 0) throw new RangeError('nothing to share over')
  if (!caps) return share(amount, weights)
  assertAmounts('caps', caps)
  if (caps.length !== weights.length) throw new RangeError('one cap a weight')
  if (amount > sum(caps)) throw new RangeError('the amount is above the caps in all')

  const parts = weights.map(() => 0)
  const room = (position: number) => (caps[position] ?? 0) - (parts[position] ?? 0)
  for (let left = amount; left > 0;) {
    const open = weights.map((_, position) => position).filter((position) => room(position) > 0)
    const round = share(
      left,
      open.map((position) => weights[position] ?? 0),
    )
    // Whoever is filled up leaves the next round, so there are at most as many rounds as positions.
    open.forEach((position, i) => {
      const taken = Math.min(round[i] ?? 0, room(position))
      parts[position] = (parts[position] ?? 0) + taken
      left -= taken
    })
  }
  return parts
}
