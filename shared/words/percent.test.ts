import fc from 'fast-check'
import { changeText, parsePercent, percentOf, plainPercent, shareText } from './percent'

test.each([
  [2_000, '20%'],
  [750, '7.5%'],
  [58, '0.58%'],
  [5, '0.05%'],
  [10_000, '100%'],
  [0, '0%'],
])('%d bps reads %s', (rateBps, words) => {
  expect(percentOf(rateBps)).toBe(words)
  expect(`${plainPercent(rateBps)}%`).toBe(words)
})

test('rates are typed in per cent and kept in basis points, exactly', () => {
  expect(['20', '7.5', '0.58%', '１０', '0', '100', '5.', '1。5'].map(parsePercent)).toEqual([
    2000, 750, 58, 1000, 0, 10_000, 500, 150,
  ])
  for (const text of ['', '-1', '1.234', '101', '100.01', 'abc', '1e3', '.5']) {
    expect([text, parsePercent(text)]).toEqual([text, null])
  }
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (rateBps) => {
      expect(parsePercent(plainPercent(rateBps))).toBe(rateBps)
    }),
  )
})

test('a share is cut, so that 100% means all', () => {
  expect(shareText(51, 316)).toBe('16.1%')
  expect(shareText(999, 1000)).toBe('99.9%')
  expect(shareText(9999, 10000)).toBe('99.9%')
  expect(shareText(5, 5)).toBe('100%')
  expect(shareText(0, 0)).toBe('')
})

test('a change has its sign in words, too', () => {
  expect(changeText(118, 100)).toBe('+18%')
  expect(changeText(977, 1000)).toBe('−2.3%')
  expect(changeText(100, 100)).toBe('持平')
  expect(changeText(0, 100)).toBe('−100%')
  expect(changeText(270494, 89460)).toBe('+202%')
  expect(changeText(125_000, 10_000)).toBe('约 12 倍')
  expect(changeText(500, 0)).toBe('')
  expect(changeText(500, -20)).toBe('')
})
