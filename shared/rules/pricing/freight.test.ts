import { freightOf, step as freight } from './freight.step'
import { priceOrder } from './pipeline'

const rule = { freightFen: 800, freeFreightFromFen: 9_900 }
const priced = (priceFen: number, freightRule = rule) =>
  priceOrder({
    lines: [{ lineId: '1', productId: 'p', skuId: 's', quantity: 1, priceFen }],
    freight: freightRule,
    facts: {},
  })

test.each([
  [1, 800],
  [9_899, 800],
  [9_900, 0],
  [9_901, 0],
])('goods worth %i fen ship for %i fen', (goodsFen, expected) => {
  expect(freightOf(goodsFen, rule)).toBe(expected)
  expect(priced(goodsFen).freightFen).toBe(expected)
})

test('a threshold of 0 makes all shipping free', () => {
  const free = { freightFen: 800, freeFreightFromFen: 0 }
  expect(freightOf(1, free)).toBe(0)
  expect(priced(1, free)).toMatchObject({ freight: { baseFen: 0, fen: 0, effects: [] }, whyNots: [] })
})

test('it says what makes it free, or what is missing', () => {
  expect(priced(9_900).freight).toEqual({
    baseFen: 800,
    fen: 0,
    effects: [{ kind: 'free_freight', source: 'shop', version: 0, words: '满 99 包邮', fen: -800 }],
  })
  expect(priced(7_950).whyNots).toEqual([
    { kind: 'free_freight', source: 'shop', words: '再买 ¥19.5 就包邮', missingFen: 1_950 },
  ])
})

test('nothing ships for nothing', () => {
  expect(priceOrder({ lines: [], freight: rule, facts: {} })).toMatchObject({ freightFen: 0, payFen: 0 })
  expect(freight.slot).toBe('freight')
})
