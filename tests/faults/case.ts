import type { FaultName, PlannedFault } from '../../emulator/src/faults'
import { FLOWS, type End, type Flow } from './flows'
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
  /** Whether everything that was to go wrong did. */
  readonly met: boolean
  readonly end: End
  readonly violations: readonly Violation[]
}

/** Runs a case from a sale of its own to the rest of the whole mall, and looks at everything. */
export async function runCase(world: World, one: Case): Promise<Outcome> {
  const { flow, faults, later = [], then } = one
  const sale = await flow.prepare(world)
  const violations: Violation[] = []
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
  try {
    if (then === 'wentOn') await flow.goOn?.(world, sale)
  } catch (error) {
    violations.push({ rule: 'STUCK', subject: sale.orderId ?? sale.buyer, detail: String(error) })
  }
  if (!(await world.rest()))
    violations.push({ rule: 'OWED', subject: flow.name, detail: 'never comes to rest' })
  violations.push(...(await world.violations()))
  const end = await world.endOf(sale)
  if (!flow[then].includes(end))
    violations.push({ rule: 'END', subject: sale.orderId ?? sale.buyer, detail: `ends ${end}` })
  return { case: one, met: met >= faults.length + later.length, end, violations }
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
