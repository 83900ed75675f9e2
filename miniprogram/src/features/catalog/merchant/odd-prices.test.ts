import { oddPrices, oddQuestion, profitWords } from './odd-prices'

const prices = (priceFen: number | null, costFen: number | null = 3_000) => ({ priceFen, costFen })
const odd = (now: number | null, before?: number, costFen = 0) =>
  oddPrices([
    { name: '', now: prices(now, costFen), before: before === undefined ? undefined : prices(before, 0) },
  ])

test('[ODD-1] a price ten times or a tenth of before is told with both numbers, anything between is not', () => {
  expect(odd(68_000, 6_800)).toEqual(['售价从 ¥68.00 改成 ¥680.00'])
  expect(odd(680, 6_800)).toEqual(['售价从 ¥68.00 改成 ¥6.80'])
  expect(odd(67_999, 6_800)).toEqual([])
  expect(odd(681, 6_800)).toEqual([])
  expect(odd(68_000)).toEqual([])
  expect(odd(null, 6_800)).toEqual([])
})

test('[ODD-1] a price below the cost is told with both numbers, and not again once it was saved like that', () => {
  const losing = { name: '500g', now: prices(2_000) }
  expect(oddPrices([losing])).toEqual(['「500g」售价 ¥20.00，比成本 ¥30.00 还低'])
  expect(oddPrices([{ ...losing, before: prices(2_000) }])).toEqual([])
  expect(oddPrices([{ ...losing, before: prices(2_000, 1_000) }])).toHaveLength(1)
  expect(oddPrices([{ name: '', now: prices(3_000) }])).toEqual([])
})

test('[ODD-1] the question has the numbers, and of many the first ones', () => {
  expect(oddQuestion([])).toBeUndefined()
  expect(oddQuestion(['甲', '乙'])?.text).toBe('甲；乙。确定是这样吗？')
  expect(oddQuestion(['甲', '乙', '丙', '丁'])?.text).toBe('甲；乙；丙，还有 1 处。确定是这样吗？')
})

test('what a piece earns is a hint, what it loses is a warning', () => {
  expect(profitWords(prices(5_000))).toEqual({ hint: '每件毛利 ¥20.00，佣金另算' })
  expect(profitWords(prices(2_000))).toEqual({ warning: '每件亏 ¥10.00，请再看一眼' })
  expect(profitWords(prices(null))).toBeUndefined()
})
