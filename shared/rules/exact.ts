/**
 * Products of two amounts leave the integers that a number holds exactly (fen × fen), and older phones have no
 * BigInt. So such a product is never formed: it is divided while it is multiplied, bit by bit.
 */

/** Twice a remainder and a part more have to stay exact. */
const MOST_DIVISOR = 2 ** 51

/**
 * `a × b ÷ divisor` as a whole quotient and the exact remainder.
 * @param a an integer ≥ 0
 * @param b an integer ≥ 0
 * @param divisor an integer from 1 to 2^51
 * @throws RangeError for other numbers, or when the quotient is no safe integer
 */
export function mulDiv(a: number, b: number, divisor: number): { quotient: number; remainder: number } {
  if (![a, b, divisor].every((value) => Number.isSafeInteger(value) && value >= 0)) {
    throw new RangeError(`not whole numbers: ${a} × ${b} ÷ ${divisor}`)
  }
  if (divisor === 0 || divisor > MOST_DIVISOR) throw new RangeError(`cannot divide by ${divisor}`)
  const product = a * b
  if (product <= Number.MAX_SAFE_INTEGER) {
    return { quotient: Math.floor(product / divisor), remainder: product % divisor }
  }
  const each = Math.floor(a / divisor)
  const part = a % divisor
  let quotient = 0
  let remainder = 0
  let left = b
  let highest = 1
  while (highest * 2 <= b) highest *= 2
  for (let bit = highest; bit >= 1; bit /= 2) {
    quotient *= 2
    remainder *= 2
    if (left >= bit) {
      left -= bit
      quotient += each
      remainder += part
    }
    const whole = Math.floor(remainder / divisor)
    quotient += whole
    remainder -= whole * divisor
  }
  if (!Number.isSafeInteger(quotient)) throw new RangeError(`${a} × ${b} ÷ ${divisor} is too large`)
  return { quotient, remainder }
}

/** `a × b ÷ divisor`, rounded down. @throws RangeError as `mulDiv` */
export function mulDivDown(a: number, b: number, divisor: number): number {
  return mulDiv(a, b, divisor).quotient
}
