import type { FaultName, PlannedFault } from '../../emulator/src/faults'
import { FLOWS, type End, type Flow, type Sale } from './flows'
import type { Violation } from './invariants'
import { MINUTE_MS, type World } from './world'

/** One run: a flow, what goes wrong in it, and whether its user comes back. */
export interface Case {
  readonly flow: Flow
  /** While the flow runs. */
  readonly faults: readonly PlannedFault[]
  /** While the mall recovers: counted anew from there. */
  readonly later?: readonly PlannedFault[]
  readonly then: 'wentOn' | 'leftAlone'
}

export interface Outcome {
  readonly case: Case
  /** The cases that ran before the same rest, itself among them. */
  readonly together: readonly Case[]
  /** Whether everything that was to go wrong did. */
  readonly met: boolean
  readonly end: End
  readonly violations: readonly Violation[]
}

/**
 * Runs cases, each from a sale of its own, to the rest of the whole mall, and looks at everything. More than one at
 * once only of a momentary flow: one after the other, each with its own faults and nothing of the others', and one rest
 * for all.
 */
export async function runTogether(world: World, cases: readonly Case[]): Promise<Outcome[]> {
  const [first] = cases
  if (!first) return []
  const sales = await first.flow.prepare(world, cases.length)
  const runs: { sale: Sale; one: Case; met: boolean; stuck: Violation[] }[] = []
  for (const [i, sale] of sales.entries()) {
    const one = cases[i] ?? first
    runs.push({ sale, one, ...(await goThrough(world, one, sale)) })
  }
  const common: Violation[] = []
  if (!(await world.rest()))
    common.push({ rule: 'OWED', subject: first.flow.name, detail: 'never comes to rest' })
  common.push(...(await world.violations()))
  const outcomes: Outcome[] = []
  for (const { sale, one, met, stuck } of runs) {
    const end = await world.endOf(sale)
    const violations = [...stuck, ...common.filter(({ subject }) => concerns(subject, sale, sales))]
    if (!one.flow[one.then].includes(end))
      violations.push({ rule: 'END', subject: sale.orderId ?? sale.buyer, detail: `ends ${end}` })
    outcomes.push({ case: one, together: cases, met, end, violations })
  }
  return outcomes
}

/** Acts with the faults of a case, and as its user then does. */
async function goThrough(world: World, one: Case, sale: Sale): Promise<{ met: boolean; stuck: Violation[] }> {
  const { flow, faults, later = [], then } = one
  await world.arm({ faults: [...faults] })
  await flow.act(world, sale)
  let met = 0
  if (later.length > 0) {
    met = (await world.disarm()).length
    await world.arm({ faults: [...later] })
  }
  if (faults.length + later.length > 1) {
    // The second may hit what the first left undone: whoever comes back, and the timers.
    if (then === 'wentOn') await flow.goOn?.(world, sale).catch(() => {})
    await world.advance(MINUTE_MS)
  }
  met += (await world.disarm()).length
  const stuck: Violation[] = []
  try {
    if (then === 'wentOn') await flow.goOn?.(world, sale)
  } catch (error) {
    stuck.push({ rule: 'STUCK', subject: sale.orderId ?? sale.buyer, detail: String(error) })
  }
  return { met: met >= faults.length + later.length, stuck }
}

/** Whether a violation is told of this sale: it names it, or it names none of those that ran together. */
function concerns(subject: string, sale: Sale, all: readonly Sale[]): boolean {
  const names = ({ orderId, productId, buyer }: Sale) =>
    [orderId, productId, buyer].some((id) => id !== undefined && subject.includes(id))
  return names(sale) || !all.some(names)
}

/** `pay | database.modifyAndReturnDoc.orders#1 lose | wentOn`: to read, and to run again with `--case`. */
export function nameOf({ flow, faults, later = [], then }: Case): string {
  const written = [faults, later].map((plan) =>
    plan.map(({ at, k, fault }) => `${at}#${k} ${fault}`).join(', '),
  )
  return [flow.name, written[0], ...(later.length > 0 ? [`later ${written[1]}`] : []), then].join(' | ')
}

/** @throws when it is no name that `nameOf` writes */
export function caseNamed(name: string): Case {
  const [flowName, ...parts] = name.split('|').map((part) => part.trim())
  const flow = FLOWS.find((one) => one.name === flowName)
  const then = parts.pop()
  if (!flow || (then !== 'wentOn' && then !== 'leftAlone')) throw new Error(`no such case: ${name}`)
  const later = parts[1]?.replace(/^later /, '')
  return { flow, faults: parse(parts[0] ?? ''), ...(later ? { later: parse(later) } : {}), then }
}

const parse = (text: string): PlannedFault[] =>
  text.split(',').map((one) => {
    const [, at, k, fault] = /^\s*(\S+)#(\d+) (\w+)\s*$/.exec(one) ?? []
    if (!at || !k || !fault) throw new Error(`no such fault: ${one}`)
    return { at, k: Number(k), fault: fault as FaultName }
  })
