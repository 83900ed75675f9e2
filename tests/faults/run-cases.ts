import type { PlannedFault } from '../../emulator/src/faults'
import { runTogether, type Case, type Outcome } from './case'
import { endingsOf, everyFault, requestsOf, singles } from './every-fault'
import type { Flow } from './flows'
import type { Violation } from './invariants'
import { onLanes } from './lanes'
import type { Tally } from './report'
import { World } from './world'

/** A flow with everything that can go wrong in it. */
export interface Explored {
  readonly flow: Flow
  readonly operations: number
  readonly faults: readonly PlannedFault[]
}

/** Counts what each flow asks for, once each on a mall of its own. @throws when a flow asks for nothing */
export async function explore(flows: readonly Flow[], functionsDir: string): Promise<Explored[]> {
  const world = await World.start(functionsDir)
  try {
    const explored: Explored[] = []
    for (const flow of flows) explored.push(await exploreIn(world, flow))
    return explored
  } finally {
    await world.close()
  }
}

/** Counts what a flow asks for, in a mall that goes on. @throws when it asks for nothing */
export async function exploreIn(world: World, flow: Flow): Promise<Explored> {
  const requests = await requestsOf(world, flow)
  const operations = [...requests.values()].reduce((sum, count) => sum + count, 0)
  if (operations === 0) throw new Error(`${flow.name} asks for nothing: its mall does not work`)
  return { flow, operations, faults: everyFault(requests) }
}

export const allSingles = (explored: readonly Explored[]): Case[] =>
  explored.flatMap(({ flow, faults }) => singles(flow, faults))

/** Every single fault once: where a user could come back or not, in turns. */
export const onceEach = (explored: readonly Explored[]): Case[] =>
  explored.flatMap(({ flow, faults }) => {
    const endings = endingsOf(flow)
    return faults.map((fault, i): Case => {
      const then = endings[i % endings.length] ?? 'leftAlone'
      return { flow, faults: [fault], then }
    })
  })

export const newTallies = (explored: readonly Explored[]): Map<string, Tally> =>
  new Map(
    explored.map(({ flow, operations, faults }) => [
      flow.name,
      { flow: flow.name, operations, faults: faults.length, runs: 0, unmet: 0, violations: 0 },
    ]),
  )

/**
 * Runs cases on several malls at once, counts them in `tallies` and hands out each outcome, and what is wrong with a
 * mall weeks after all its runs. `together`: so many of a momentary flow before each rest.
 */
export async function runAll(
  cases: readonly Case[],
  tallies: ReadonlyMap<string, Tally>,
  options: {
    lanes: number
    together: number
    functionsDir: string
    /** A mall that is open already, for the first of them; closed afterwards like all others. */
    open?: World
    onOutcome(outcome: Outcome): void
    onAftermath(violations: readonly Violation[]): void
  },
): Promise<void> {
  const work = async (world: World, some: readonly Case[]) => {
    for (const outcome of await runTogether(world, some)) {
      const tally = tallies.get(outcome.case.flow.name)
      if (tally) {
        tally.runs += 1
        if (!outcome.met) tally.unmet += 1
        tally.violations += outcome.violations.length
      }
      options.onOutcome(outcome)
    }
  }
  const after = async (world: World) => {
    const violations = await world.weeksLater()
    if (violations.length > 0) options.onAftermath(violations)
  }
  await onLanes(inGroups(cases, options.together), options, work, after)
}

/** Neighbours of the same momentary flow, so many at most; what moves the clock runs alone. */
function inGroups(cases: readonly Case[], most: number): Case[][] {
  const groups: Case[][] = []
  for (const one of cases) {
    const last = groups.at(-1)
    const [first] = last ?? []
    const fits = isMoment(one) && first?.flow === one.flow && isMoment(first)
    if (last && fits && last.length < most) last.push(one)
    else groups.push([one])
  }
  return groups
}

/** A second fault waits for the timers. */
const isMoment = ({ flow, faults, later = [] }: Case) =>
  flow.isMomentary === true && faults.length + later.length === 1
