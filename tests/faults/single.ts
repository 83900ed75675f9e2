import { keptFunctions } from '../support/functions'
import type { Outcome } from './case'
import { FLOWS } from './flows'
import type { Violation } from './invariants'
import { describeFailure, listOf } from './report'
import { exploreIn, newTallies, onceEach, runAll, type Explored } from './run-cases'
import { World } from './world'

/** While one mall waits for a call to give up, the other works; and most of a run's time is the rest after it. */
const AT_ONCE = { lanes: 2, together: 9 }

/**
 * The quick part of `npm run test:faults`: each single fault of a main flow once, with its user coming back or not in
 * turns. Real functions on a local cloud that is really killed. The flows of a file of `single/` share its malls:
 * opening them, and the weeks after, cost as much as a flow.
 */
export async function expectNoFaultHarms(...flowNames: readonly string[]): Promise<void> {
  const functionsDir = keptFunctions()
  const open = await World.start(functionsDir)
  const explored: Explored[] = []
  try {
    for (const name of flowNames) {
      const flow = FLOWS.find((one) => one.name === name)
      if (!flow) throw new Error(`there is no flow ${name}`)
      explored.push(await exploreIn(open, flow))
    }
  } catch (error) {
    await open.close()
    throw error
  }
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
  for (const name of flowNames) {
    const { runs = 0, unmet = 0 } = tallies.get(name) ?? {}
    expect({ name, enough: runs > 30 }).toEqual({ name, enough: true })
    // A flow that does not meet its faults proves nothing.
    expect({ name, met: unmet * 10 <= runs }).toEqual({ name, met: true })
  }
}
