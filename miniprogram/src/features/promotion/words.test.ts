import { axisLabels, changeText, countText, dayWords, shareText } from './words'

// 2026-11-21 08:12 in Shanghai.
const now = Date.UTC(2026, 10, 21, 0, 12)

test('counts have their thousands apart', () => {
  expect([0, 58, 1204, 1234567].map(countText)).toEqual(['0', '58', '1,204', '1,234,567'])
})

test('days are said in the shop’s time, with the year when it is another one', () => {
  expect(dayWords(Date.UTC(2026, 10, 21, 16), now)).toBe('11 月 22 日')
  expect(dayWords(Date.UTC(2027, 0, 4, 16), now)).toBe('2027 年 1 月 5 日')
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

test('a chart names the first, the middle and the last day', () => {
  const days = Array.from({ length: 30 }, (_, i) =>
    new Date(now - (29 - i) * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10),
  )
  expect(axisLabels(days, now)).toEqual(['10/23', '11/06', '今天'])
  expect(axisLabels(days.slice(0, 10), now)[2]).toBe('11/01')
  expect(axisLabels([], now)).toEqual(['', '', ''])
})
