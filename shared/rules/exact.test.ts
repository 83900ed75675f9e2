import fc from 'fast-check'
import { mulDiv, mulDivDown } from './exact'

const MOST = Number.MAX_SAFE_INTEGER
const whole = fc.oneof(
  fc.integer({ min: 0, max: 2_000 }),
  fc.integer({ min: 0, max: 1_000_000_000 }),
  fc.maxSafeNat(),
  fc.constantFrom(1, 2, 2 ** 51, 2 ** 52, 2 ** 53 - 1),
)

it('[ALLOC-4] a product of amounts is divided exactly, however large it is', () => {
  fc.assert(
    fc.property(whole, whole, fc.integer({ min: 1, max: 2 ** 51 }), fc.boolean(), (a, b, large, small) => {
      const divisor = small ? 1 + (large % 30_000) : large
      const product = BigInt(a) * BigInt(b)
      const quotient = product / BigInt(divisor)
      if (quotient > BigInt(MOST)) {
        expect(() => mulDiv(a, b, divisor)).toThrow(RangeError)
        return
      }
      const found = mulDiv(a, b, divisor)
      expect([BigInt(found.quotient), BigInt(found.remainder)]).toEqual([quotient, product % BigInt(divisor)])
      expect(mulDivDown(a, b, divisor)).toBe(found.quotient)
    }),
    { numRuns: 2_000 },
  )
})

it.each([
  [-1, 1, 1],
  [1, 0.5, 1],
  [1, 1, 0],
  [1, 1, 2 ** 51 + 1],
  [1, Number.NaN, 1],
  [MOST, MOST, 1],
])('refuses %d × %d ÷ %d', (a, b, divisor) => {
  expect(() => mulDiv(a, b, divisor)).toThrow(RangeError)
})
