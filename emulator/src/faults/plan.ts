import { createHash } from 'node:crypto'
import { FAULTS, gateOf, isOffered, type FaultName } from './names'

export interface PlannedFault {
  /**
   * Which requests are counted, dotted, from general to special: this kind and everything below it.
   * `database[.<action>[.<collection>]]` with the SDK's actions without their prefix (`modifyDocument`),
   * `wechatpay[.<prepay|query|close|refund|queryRefund|certificates|…>]`,
   * `wechat[.<token|code2session|sendMessage|userNotify|uploadShipping|getOrder|deliveryList|miniProgramCode>]`,
   * `notification[.<TRANSACTION.SUCCESS|REFUND.SUCCESS|…|PROBE>]`.
   */
  at: string
  /** The k-th of them, from 1, since arming. */
  k: number
  fault: FaultName
}

export interface Plan {
  faults?: readonly PlannedFault[]
  /**
   * Each request goes wrong with probability `rate`, decided by `seed` and the request's number alone, in a way that
   * its gate offers and `among` allows. Without `among` everything but `crash_*`.
   */
  random?: { seed: number; rate: number; among?: readonly FaultName[] }
}

export interface PlanReport {
  armed: boolean
  planned: readonly PlannedFault[]
  /** Requests since arming, in order of arrival, with the fault that each met. */
  requests: { at: string; fault?: FaultName }[]
  /** Requests that wait until their caller gives up. */
  held: number
}

export interface FaultPlan {
  /**
   * From now on requests are counted, and go wrong as planned. Counts anew.
   * @throws RangeError when a fault cannot happen where it is planned
   */
  arm(plan: Plan): void
  /**
   * Nothing goes wrong any more. Resolves when what was held is finished (delayed requests are applied now) with
   * what was asked for since arming.
   */
  disarm(): Promise<PlanReport>
  report(): PlanReport
}

/** The plan as the gates see it. */
export interface Faults extends FaultPlan {
  readonly armed: boolean
  /** Counts a request that has arrived. @returns how it goes wrong */
  meet(at: string): FaultName | undefined
  /** Keeps what is still to do for a request. @returns does it, once, however often it is called */
  hold(finish: () => Promise<void>): () => Promise<void>
}

/** A plan of what goes wrong, shared by all gates. `onChange` hears of each arming, disarming and fault. */
export function createFaults(onChange: () => void = () => {}): Faults {
  let plan: Plan | undefined
  let counted: { planned: PlannedFault; seen: number }[] = []
  let requests: PlanReport['requests'] = []
  const held = new Set<() => Promise<void>>()

  /** All counters see the request, also behind one that is hit: a second fault's `k` does not depend on the first. */
  function plannedFor(at: string): FaultName | undefined {
    let fault: FaultName | undefined
    for (const one of counted) {
      const { planned } = one
      if (at !== planned.at && !at.startsWith(`${planned.at}.`)) continue
      if (++one.seen === planned.k) fault ??= planned.fault
    }
    return fault
  }

  const report = (): PlanReport => ({
    armed: plan !== undefined,
    planned: plan?.faults ?? [],
    requests: [...requests],
    held: held.size,
  })

  return {
    get armed() {
      return plan !== undefined
    },
    arm(next) {
      for (const { at, k, fault } of next.faults ?? []) {
        if (!isOffered(at, fault)) throw new RangeError(`${fault} cannot happen at ${at}`)
        if (!Number.isInteger(k) || k < 1) throw new RangeError(`k counts from 1: ${k}`)
      }
      plan = next
      counted = (next.faults ?? []).map((planned) => ({ planned, seen: 0 }))
      requests = []
      onChange()
    },
    async disarm() {
      plan = undefined
      counted = []
      await Promise.all([...held].map((finish) => finish()))
      onChange()
      return report()
    },
    report,
    meet(at) {
      if (!plan) return undefined
      const fault = plannedFor(at) ?? chance(plan.random, at, requests.length)
      requests.push({ at, ...(fault && { fault }) })
      if (fault) onChange()
      return fault
    },
    hold(finish) {
      let finished: Promise<void> | undefined
      const once = () => (finished ??= finish().finally(() => held.delete(once)))
      held.add(once)
      return once
    },
  }
}

const isCrash = (fault: FaultName) => fault === 'crash_before' || fault === 'crash_after'

/** What chance has in store for request number `number`. */
function chance(random: Plan['random'], at: string, number: number): FaultName | undefined {
  const gate = gateOf(at)
  if (!random || !gate) return undefined
  const { seed, rate, among } = random
  const drawn = createHash('sha256').update(`${seed}/${number}`).digest()
  if (drawn.readUInt32BE(0) / 2 ** 32 >= rate) return undefined
  const offered = (FAULTS[gate] as readonly FaultName[]).filter((fault) =>
    among ? among.includes(fault) : !isCrash(fault),
  )
  return offered[drawn.readUInt32BE(4) % offered.length]
}
