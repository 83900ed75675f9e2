import { FAULTS, type FaultName } from './names'
import type { Plan, PlannedFault } from './plan'

const NAMES: ReadonlySet<unknown> = new Set(Object.values(FAULTS).flat())
const MOST_FAULTS = 1000

/** Reads a plan that came from outside; `arm` then says whether it can happen. @throws RangeError when it is none */
export function parsePlan(value: unknown): Plan {
  const { faults, random } = fields(value, 'a plan', ['faults', 'random'])
  return {
    ...(faults !== undefined && { faults: list(faults).map(plannedFault) }),
    ...(random !== undefined && { random: chance(random) }),
  }
}

function plannedFault(value: unknown): PlannedFault {
  const { at, k, fault } = fields(value, 'a fault', ['at', 'k', 'fault'])
  if (typeof at !== 'string' || at.length > 200) throw new RangeError('at must name a place')
  if (typeof k !== 'number') throw new RangeError('k must be a number')
  return { at, k, fault: name(fault) }
}

function chance(value: unknown): Plan['random'] {
  const { seed, rate, among } = fields(value, 'random', ['seed', 'rate', 'among'])
  if (typeof seed !== 'number') throw new RangeError('seed must be a number')
  if (typeof rate !== 'number' || !(rate >= 0 && rate <= 1)) throw new RangeError('rate must be from 0 to 1')
  return { seed, rate, ...(among !== undefined && { among: list(among).map(name) }) }
}

function fields(value: unknown, what: string, known: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new RangeError(`${what} must be an object`)
  const unknown = Object.keys(value).find((key) => !known.includes(key))
  if (unknown !== undefined) throw new RangeError(`${what} has no field ${unknown}`)
  return value as Record<string, unknown>
}

function list(value: unknown): unknown[] {
  if (Array.isArray(value) && value.length <= MOST_FAULTS) return value as unknown[]
  throw new RangeError(`a list of ${MOST_FAULTS} at most is needed`)
}

function name(value: unknown): FaultName {
  if (NAMES.has(value)) return value as FaultName
  throw new RangeError(`there is no fault ${String(value)}`)
}
