import { countText, deliveryText, freightText } from './product-words'

test('counts are short', () => {
  expect([0, 999, 2316, 9999, 10_000, 12_345, 99_999, 1_203_000].map(countText)).toEqual([
    '0',
    '999',
    '2,316',
    '9,999',
    '1 万',
    '1.2 万',
    '9.9 万',
    '120.3 万',
  ])
})

test('freight in words', () => {
  const rule = { freightFen: 1000, freeFreightFromFen: 9900 }
  expect(freightText(rule)).toBe('满 99 包邮')
  expect(freightText({ freightFen: 1000, freeFreightFromFen: 0 })).toBe('全场包邮')
  expect(deliveryText(9899, rule)).toBe('运费 ¥10，满 99 包邮')
  expect(deliveryText(9900, rule)).toBe('包邮')
})
