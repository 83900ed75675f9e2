import { learnServerNow, serverNow } from './clock'

test('follows the clock of the last envelope, in either direction', () => {
  jest.useFakeTimers({ now: 1_000_000 })
  expect(serverNow()).toBe(1_000_000)
  learnServerNow(5_000_000, 200)
  expect(serverNow()).toBe(5_000_100)
  jest.setSystemTime(1_000_500)
  expect(serverNow()).toBe(5_000_600)
  learnServerNow(400, 0)
  expect(serverNow()).toBe(400)
  jest.useRealTimers()
})
