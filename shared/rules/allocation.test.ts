import fc from 'fast-check'
import { allocate } from './allocation'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const fen = fc.integer({ min: 0, max: 1_000_000_000 })

describe('allocate', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [999, [333, 333, 334], [333, 333, 333]],
    [10, [0, 5, 5], [0, 5, 5]],
    [5, [0, 0, 0], [2, 2, 1]],
    [0, [3, 0], [0, 0]],
    [0, [], []],
    [1, [1, 2], [0, 1]],
    [1_000_000_000, [1_000_000_000, 1], [999_999_999, 1]],
  ])('shares %d over %j as %j', (amount, weights, parts) => {
    expect(allocate(amount, weights)).toEqual(parts)
  })

  it('[ALLOC-1] the parts add up to the amount, and none is a fen or more away from its exact share', () => {
    fc.assert(
      fc.property(fen, fc.array(fen, { minLength: 1, maxLength: 30 }), (amount, weights) => {
        const parts = allocate(amount, weights)
        expect(sum(parts)).toBe(amount)
        const total = BigInt(sum(weights))
        if (total === 0n) return
        parts.forEach((part, i) => {
          const exact = BigInt(amount) * BigInt(weights[i] ?? 0)
          const distance = BigInt(part) * total - exact
          expect(distance < total && distance > -total).toBe(true)
        })
      }),
    )
  })

  it('[ALLOC-2] equal weights differ by one fen at most, and the earlier position gets it', () => {
    fc.assert(
      fc.property(
        fen,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 9 }),
        (amount, n, weight) => {
          const parts = allocate(amount, Array<number>(n).fill(weight))
          expect([...parts].sort((a, b) => b - a)).toEqual(parts)
          expect((parts[0] ?? 0) - (parts.at(-1) ?? 0)).toBeLessThanOrEqual(1)
        },
      ),
    )
  })

  it('[ALLOC-3] with caps the parts still add up and none is above its cap', () => {
    const lines = fc.array(fc.tuple(fen, fen), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(lines, fc.double({ min: 0, max: 1, noNaN: true }), (pairs, portion) => {
        const weights = pairs.map(([weight]) => weight)
        const caps = pairs.map(([, cap]) => cap)
        const amount = Math.floor(sum(caps) * portion)
        const parts = allocate(amount, weights, { caps })
        expect(sum(parts)).toBe(amount)
        parts.forEach((part, i) => expect(part).toBeLessThanOrEqual(caps[i] ?? 0))
      }),
    )
  })

  it('[ALLOC-3] a discount never makes a line negative, and a line of 0 gets none of it', () => {
    fc.assert(
      fc.property(
        fc.array(fen, { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (lines, portion) => {
          const discount = Math.floor(sum(lines) * portion)
          const parts = allocate(discount, lines, { caps: lines })
          expect(sum(parts)).toBe(discount)
          parts.forEach((part, i) => expect(part).toBeLessThanOrEqual(lines[i] ?? 0))
        },
      ),
    )
  })

  it.each([
    [() => allocate(1, [])],
    [() => allocate(-1, [1])],
    [() => allocate(1.5, [1])],
    [() => allocate(1, [-1])],
    [() => allocate(5, [1, 1], { caps: [2, 2] })],
    [() => allocate(5, [1, 1], { caps: [9] })],
  ])('refuses what cannot be shared: %p', (run) => {
    expect(run).toThrow(RangeError)
  })
})
