import {
  axisLabels,
  dateText,
  dayPhrase,
  daysLeft,
  dayWords,
  momentPhrase,
  stampText,
  timeText,
  whenText,
} from './moment'

// 2026-11-21 08:12:05 in Shanghai, a Saturday.
const now = Date.UTC(2026, 10, 21, 0, 12, 5)
const HOUR = 3_600_000
const DAY = 24 * HOUR

test('times are told in the shop’s days', () => {
  expect(timeText(now)).toBe('08:12')
  expect(stampText(now)).toBe('2026-11-21 08:12')
})

test('when something happened is said by its day', () => {
  expect(whenText(now, now)).toBe('今天 08:12')
  expect(whenText(now - 8 * HOUR, now)).toBe('今天 00:12')
  // Seven in the evening before, though the same day in UTC would be another one.
  expect(whenText(now - 10 * HOUR, now)).toBe('昨天 22:12')
  expect(whenText(now + DAY, now)).toBe('11-22 08:12')
  expect(whenText(Date.UTC(2026, 10, 19, 12, 31), now)).toBe('11-19 20:31')
  expect(whenText(Date.UTC(2025, 10, 19, 12, 31), now)).toBe('2025-11-19 20:31')
})

test('a date has its year when it is another one', () => {
  expect(dateText(now, now)).toBe('11-21')
  expect(dateText(Date.UTC(2026, 11, 31, 15, 59), now)).toBe('12-31')
  expect(dateText(Date.UTC(2026, 11, 31, 16), now)).toBe('2027-01-01')
  expect(dateText(Date.UTC(2025, 10, 22, 16), now)).toBe('2025-11-23')
  expect(dayWords(Date.UTC(2026, 10, 21, 16), now)).toBe('11 月 22 日')
  expect(dayWords(Date.UTC(2027, 0, 4, 16), now)).toBe('2027 年 1 月 5 日')
})

test('within a sentence nothing stands apart', () => {
  expect(dayPhrase(Date.UTC(2027, 0, 4, 16))).toBe('1月5日')
  expect(momentPhrase(Date.UTC(2026, 10, 21, 6, 5))).toBe('11月21日 14:05')
  expect(momentPhrase(Date.UTC(2026, 10, 20, 16))).toBe('11月21日 00:00')
})

test('days left are whole ones, rounded up', () => {
  expect([now + DAY, now + 1, now, now - DAY].map((at) => daysLeft(at, now))).toEqual([1, 1, 0, 0])
  expect(daysLeft(now + DAY + 1, now)).toBe(2)
})

test('a chart names the first, the middle and the last day', () => {
  const days = Array.from({ length: 30 }, (_, i) =>
    new Date(now - (29 - i) * DAY + 8 * HOUR).toISOString().slice(0, 10),
  )
  expect(axisLabels(days, now)).toEqual(['10/23', '11/06', '今天'])
  expect(axisLabels(days.slice(0, 10), now)[2]).toBe('11/01')
  expect(axisLabels([], now)).toEqual(['', '', ''])
})
