import { axisLabels, daysLeft, dayWords, stampText, whenText } from '@/words/moment'

// 2026-11-21 08:12 in Shanghai.
const now = Date.UTC(2026, 10, 21, 0, 12)
const DAY = 86_400_000

test('times are told in the shop’s days', () => {
  expect(whenText(now, now)).toBe('今天 08:12')
  // Seven in the evening before, though the same day in UTC would be another one.
  expect(whenText(now - 10 * 3_600_000, now)).toBe('昨天 22:12')
  expect(whenText(Date.UTC(2026, 10, 19, 12, 31), now)).toBe('11-19 20:31')
  expect(whenText(Date.UTC(2025, 10, 19, 12, 31), now)).toBe('2025-11-19 20:31')
  expect(stampText(now)).toBe('2026-11-21 08:12')
  expect([daysLeft(now + 1, now), daysLeft(now, now), daysLeft(now + DAY, now)]).toEqual([1, 0, 1])
})

test('days are said in the shop’s time, with the year when it is another one', () => {
  expect(dayWords(Date.UTC(2026, 10, 21, 16), now)).toBe('11 月 22 日')
  expect(dayWords(Date.UTC(2027, 0, 4, 16), now)).toBe('2027 年 1 月 5 日')
})

test('a chart names the first, the middle and the last day', () => {
  const days = Array.from({ length: 30 }, (_, i) =>
    new Date(now - (29 - i) * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10),
  )
  expect(axisLabels(days, now)).toEqual(['10/23', '11/06', '今天'])
  expect(axisLabels(days.slice(0, 10), now)[2]).toBe('11/01')
  expect(axisLabels([], now)).toEqual(['', '', ''])
})
