import { countText, roughCount } from './count'

test('counts have their thousands apart', () => {
  expect([0, 58, 1204, 1234567].map(countText)).toEqual(['0', '58', '1,204', '1,234,567'])
})

test('large counts are cut to a tenth of ten thousand', () => {
  expect([0, 999, 2316, 9999, 10_000, 12_345, 99_999, 1_203_000, 123_456_789].map(roughCount)).toEqual([
    '0',
    '999',
    '2,316',
    '9,999',
    '1 万',
    '1.2 万',
    '9.9 万',
    '120.3 万',
    '12,345.6 万',
  ])
})
