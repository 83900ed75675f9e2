import { shopDay } from './shop-day'

test('the day a shop opened is its first', () => {
  const opened = Date.UTC(2026, 0, 14, 15, 59)
  expect(shopDay(opened, opened)).toBe(1)
  // One minute later it is the next day in Shanghai.
  expect(shopDay(opened, opened + 60_000)).toBe(2)
  expect(shopDay(opened, Date.UTC(2026, 10, 21, 1))).toBe(312)
  expect(shopDay(opened, opened - 86_400_000 * 3)).toBe(1)
})
