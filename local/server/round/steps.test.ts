import fc from 'fast-check'
import type { Facts } from './facts'
import { stepsBehind, stepsOf } from './steps'

const NOTHING: Facts = {
  forwarded: false,
  opened: false,
  paid: false,
  shipped: false,
  received: false,
  settled: false,
  claimed: false,
  trading: false,
}
const NAMES = Object.keys(NOTHING) as (keyof Facts)[]
const after = (happened: readonly (keyof Facts)[]): Facts => ({
  ...NOTHING,
  ...Object.fromEntries(happened.map((name) => [name, true])),
})

describe.each([
  ['the demo', true],
  ['a shop that is set up here', false],
])('of %s', (_, demo) => {
  const steps = stepsOf(demo)

  test('each step is one of its own, and begins undone', () => {
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length)
    expect(stepsBehind(steps, NOTHING)).toBe(0)
    for (const { label, task, hint } of steps) expect([label, task, hint].every(Boolean)).toBe(true)
  })

  test('any order of events leads to one next step, which has not happened and nothing after it', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(NAMES), (happened) => {
        let behind = 0
        for (let count = 0; count <= happened.length; count++) {
          const facts = after(happened.slice(0, count))
          const now = stepsBehind(steps, facts)
          // What has happened never leads back.
          expect(now).toBeGreaterThanOrEqual(behind)
          behind = now
          expect(steps.slice(now).some(({ done }) => done(facts))).toBe(false)
          if (now > 0) expect(steps[now - 1]?.done(facts)).toBe(true)
        }
        // The same events in another order end at the same step.
        expect(stepsBehind(steps, after([...happened].reverse()))).toBe(behind)
      }),
    )
  })

  test('one after the other they lead to the end', () => {
    let facts = NOTHING
    for (const [at, { done }] of steps.entries()) {
      expect(stepsBehind(steps, facts)).toBe(at)
      const name = NAMES.find((each) => !facts[each] && done({ ...facts, [each]: true }))
      expect(name).toBeDefined()
      facts = { ...facts, [name!]: true }
    }
    expect(stepsBehind(steps, facts)).toBe(steps.length)
  })
})
