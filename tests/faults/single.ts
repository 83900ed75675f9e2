import { keptFunctions } from '../support/functions'
import type { Outcome } from './case'
import { FLOWS } from './flows'
import type { Violation } from './invariants'
import { describeFailure, listOf } from './report'
import { exploreIn, newTallies, onceEach, runAll } from './run-cases'
import { World } from './world'

/** While one mall waits for a call to give up, the other works; and most of a run's time is the rest after it. */
const AT_ONCE = { lanes: 2, together: 9 }

/**
 * The quick part of `npm run test:faults`: each single fault of a main flow once, with its user coming back or not in
 * turns. Real functions on a local cloud that is really killed. A file of `single/` for each flow, so that Jest's
 * workers share them.
 */
export async function expectNoFaultHarms(flowName: string): Promise<void> {
  const flow = FLOWS.find(({ name }) => name === flowName)
  if (!flow) throw new Error(`there is no flow ${flowName}`)
  const functionsDir = keptFunctions()
  const open = await World.start(functionsDir)
  const explored = await exploreIn(open, flow).then(
    (one) => [one],
    async (error: unknown) => {
      await open.close()
      throw error
    },
  )
  const failures: string[] = []
  const tallies = newTallies(explored)
  const onOutcome = (outcome: Outcome) => {
    if (outcome.violations.length > 0) failures.push(describeFailure(outcome))
  }
  const onAftermath = (violations: readonly Violation[]) => {
    failures.push(`weeks later${listOf(violations)}`)
  }
  await runAll(onceEach(explored), tallies, { ...AT_ONCE, functionsDir, open, onOutcome, onAftermath })
  expect(failures).toEqual([])
  const { runs = 0, unmet = 0 } = tallies.get(flowName) ?? {}
  expect(runs).toBeGreaterThan(30)
  // A flow that does not meet its faults proves nothing.
  expect(unmet * 10).toBeLessThanOrEqual(runs)
}
