import { createRandom } from '../../local/demo/random'
import { FAULTS, type FaultName, type Gate } from '../../emulator/src/faults'
import { Crowd } from './crowd'
import type { Violation } from './invariants'
import type { World } from './world'

/** Of all requests, while people act. */
const FAULT_RATE = 0.02
const CHECK_EVERY = 100
/** A crash costs seconds and forgets the plan, so one comes in every other stretch between two checks at most. */
const CRASH_EVERY_CHECKS = 2

export interface LongRun {
  readonly steps: number
  readonly checks: number
  readonly crashes: number
  /** What people did and how it was answered, such as `place SOLD_OUT`. */
  readonly answers: ReadonlyMap<string, number>
  readonly faults: ReadonlyMap<string, number>
  readonly violations: readonly Violation[]
}

/**
 * Buyers, distributors and a merchant act at random, on a clock that moves by leaps, while requests go wrong at
 * random; every hundred steps the mall is left alone until it is at rest, and all invariants are checked. Ends with
 * the first that does not hold. The same seed is the same run.
 */
export async function longRun(
  world: World,
  options: { seed: number; steps: number; onStep?: (step: number) => void },
): Promise<LongRun> {
  const { seed, steps, onStep = () => {} } = options
  const crowd = new Crowd(createRandom(seed))
  await crowd.arrive(world)
  const answers = new Map<string, number>()
  const faults = new Map<string, number>()
  for (let step = 0, checks = 0; ;) {
    await world.arm({
      random: { seed: seed * 100_003 + step, rate: FAULT_RATE, among: faultsOfStretch(checks) },
    })
    do {
      add(answers, await crowd.act(world))
      onStep(++step)
    } while (step % CHECK_EVERY !== 0 && step < steps)
    for (const fault of await world.disarm()) add(faults, fault)
    const violations = await lookAt(world, crowd)
    checks += 1
    if (violations.length === 0 && step >= steps) violations.push(...(await world.weeksLater()))
    if (violations.length > 0 || step >= steps)
      return { steps: step, checks, crashes: world.crashes, answers, faults, violations }
  }
}

async function lookAt(world: World, crowd: Crowd): Promise<Violation[]> {
  await crowd.makeSure(world)
  const isAtRest = await world.rest()
  const violations = await world.violations()
  if (!isAtRest) violations.push({ rule: 'OWED', subject: 'everything', detail: 'never comes to rest' })
  return violations
}

const EVERY_FAULT = [
  ...new Set((Object.keys(FAULTS) as Gate[]).flatMap((gate): FaultName[] => [...FAULTS[gate]])),
]

/** A stall keeps a caller waiting for real seconds: single faults and pairs have it. */
const faultsOfStretch = (number: number): FaultName[] =>
  EVERY_FAULT.filter(
    (fault) => fault !== 'stall' && (number % CRASH_EVERY_CHECKS === 0 || !fault.startsWith('crash_')),
  )

const add = (counts: Map<string, number>, key: string) => void counts.set(key, (counts.get(key) ?? 0) + 1)
