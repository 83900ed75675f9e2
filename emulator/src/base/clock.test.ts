import { createClock } from './clock'

test('a standing clock moves by steps alone, a running one with the machine', () => {
  const stands = createClock(0, 1_000)
  const heard: number[] = []
  stands.onMove(() => heard.push(stands.now()))
  expect([stands.now(), stands.now()]).toEqual([1_000, 1_000])
  stands.advance(500)
  expect([stands.now(), stands.offsetMs(), heard]).toEqual([1_500, 500, [1_500]])
  expect(() => stands.advance(-1)).toThrow('only moves forward')
  // eslint-disable-next-line no-restricted-properties -- the machine's clock is what it runs with
  const before = Date.now()
  const runs = createClock(60_000)
  expect(runs.now() - 60_000).toBeGreaterThanOrEqual(before)
  expect(runs.standsAt).toBeUndefined()
})
