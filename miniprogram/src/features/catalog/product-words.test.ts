import { deliveryText, freightText } from './product-words'

test('freight in words', () => {
  const rule = { freightFen: 1000, freeFreightFromFen: 9900 }
  expect(freightText(rule)).toBe('满 99 包邮')
  expect(freightText({ freightFen: 1000, freeFreightFromFen: 0 })).toBe('全场包邮')
  expect(deliveryText(9899, rule)).toBe('运费 ¥10，满 99 包邮')
  expect(deliveryText(9900, rule)).toBe('包邮')
})
