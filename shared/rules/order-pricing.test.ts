import fc from 'fast-check'
import { ORDER_LIMIT_FEN, priceOrder } from './order-pricing'

const freight = { freightFen: 800, freeFreightFromFen: 9_900 }
const line = fc.record({
  priceFen: fc.integer({ min: 1, max: 100_000 }),
  quantity: fc.integer({ min: 1, max: 20 }),
})

test('[ORDER-1] goods − discount + freight is what the buyer pays, and the lines add up to the order', () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 0, max: 10_000 }),
      (lines, discountBps) => {
        const goods = lines.reduce((sum, { priceFen, quantity }) => sum + priceFen * quantity, 0)
        const discount = Math.floor((goods * discountBps) / 10_000)
        const priced = priceOrder(lines, freight, discount)
        const sum = (field: 'goodsFen' | 'discountFen' | 'payFen') =>
          priced.lines.reduce((all, one) => all + one[field], 0)
        expect(priced.payFen).toBe(priced.goodsFen - priced.discountFen + priced.freightFen)
        expect(sum('goodsFen')).toBe(priced.goodsFen)
        expect(sum('discountFen')).toBe(discount)
        expect(sum('payFen')).toBe(priced.goodsFen - discount)
        for (const one of priced.lines) {
          expect(Number.isInteger(one.discountFen)).toBe(true)
          expect(one.payFen).toBeGreaterThanOrEqual(0)
        }
      },
    ),
  )
})

test('a remainder goes to the largest fraction, and among equals to the earlier line', () => {
  const equal = [1, 1, 1].map(() => ({ priceFen: 1_000, quantity: 1 }))
  expect(priceOrder(equal, freight, 100).lines.map(({ discountFen }) => discountFen)).toEqual([34, 33, 33])
  const unequal = [
    { priceFen: 100, quantity: 1 },
    { priceFen: 150, quantity: 1 },
  ]
  expect(priceOrder(unequal, freight, 99).lines.map(({ discountFen }) => discountFen)).toEqual([40, 59])
})

test('freight follows from the goods after the discount', () => {
  const lines = [{ priceFen: 9_900, quantity: 1 }]
  expect(priceOrder(lines, freight).freightFen).toBe(0)
  expect(priceOrder(lines, freight, 1).freightFen).toBe(800)
})

test('an order beyond the bound of the contract, or a discount above the goods, is refused', () => {
  expect(() => priceOrder([{ priceFen: ORDER_LIMIT_FEN, quantity: 2 }], freight)).toThrow(RangeError)
  expect(() => priceOrder([{ priceFen: 1, quantity: 1 }], freight, 2)).toThrow(RangeError)
})
