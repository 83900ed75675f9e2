import { rm } from 'node:fs/promises'
import { buildFunctions } from '../contract/world'
import { caseNamed, nameOf, type Outcome } from './case'
import { FLOWS, MAIN_FLOWS } from './flows'
import type { Violation } from './invariants'
import { describeFailure, listOf } from './report'
import { explore, newTallies, onceEach, runAll, type Explored } from './run-cases'

/**
 * The quick part of `npm run test:faults`: each single fault of the main flows once, with its user coming back or
 * not in turns. Real functions on a local cloud that is really killed.
 */

// Hundreds of runs, some of which start a whole cloud anew.
jest.setTimeout(30 * 60_000)

let functionsDir = ''
let explored: Explored[] = []
beforeAll(async () => {
  functionsDir = buildFunctions()
  explored = await explore(
    FLOWS.filter(({ name }) => MAIN_FLOWS.includes(name)),
    functionsDir,
  )
})
afterAll(() => rm(functionsDir, { recursive: true }))

test('[FAULT-1] no single fault of a main flow loses or doubles a fen, a piece or a message', async () => {
  const failures: string[] = []
  const tallies = newTallies(explored)
  const onOutcome = (outcome: Outcome) => {
    if (outcome.violations.length > 0) failures.push(describeFailure(outcome))
  }
  const onAftermath = (violations: readonly Violation[]) => {
    failures.push(`weeks later${listOf(violations)}`)
  }
  await runAll(onceEach(explored), tallies, { lanes: 2, functionsDir, onOutcome, onAftermath })
  expect(failures).toEqual([])
  // A flow that does not meet its faults proves nothing.
  const unmet = [...tallies.values()].filter(({ runs, unmet }) => unmet * 10 > runs)
  expect(unmet).toEqual([])
  expect([...tallies.values()].every(({ runs }) => runs > 30)).toBe(true)
})

test('a case is written as it is read', () => {
  const name = 'pay | wechatpay.prepay#1 lose | later database#2 kill_after | wentOn'
  expect(nameOf(caseNamed(name))).toBe(name)
  expect(() => caseNamed('pay | nothing | wentOn')).toThrow('no such fault')
})
