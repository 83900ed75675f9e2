import { FAULTS, gateOf, type FaultName, type PlannedFault } from '../../emulator/src/faults'
import type { Case } from './case'
import type { Flow } from './flows'
import type { World } from './world'

/** The requests that a flow makes of the cloud, of WeChat Pay and of WeChat, by where they arrive. */
export async function requestsOf(world: World, flow: Flow): Promise<Map<string, number>> {
  // The first run pays for what is fetched once an instance: tokens, settings.
  for (const isWarm of [false, true]) {
    for (const sale of await flow.prepare(world, 1)) {
      await world.arm({ faults: [] })
      await flow.act(world, sale)
    }
    const { requests } = await world.report()
    await world.disarm()
    await world.rest()
    if (isWarm) return countsOf(requests.map(({ at }) => at))
  }
  throw new Error('unreachable')
}

function countsOf(places: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const at of places) counts.set(at, (counts.get(at) ?? 0) + 1)
  return counts
}

/** Everything that can go wrong with a request at `at`. @throws RangeError where nothing can */
export function faultsOf(at: string): readonly FaultName[] {
  const gate = gateOf(at)
  if (!gate) throw new RangeError(`no gate at ${at}`)
  return FAULTS[gate]
}

/** Every request of a flow × everything that can go wrong with it. */
export function everyFault(requests: ReadonlyMap<string, number>): PlannedFault[] {
  return [...requests].flatMap(([at, count]) =>
    Array.from({ length: count }, (_, i) => i + 1).flatMap((k) =>
      faultsOf(at).map((fault): PlannedFault => ({ at, k, fault })),
    ),
  )
}

/** How the user of a flow behaves after a fault: comes back where there is something to do, and never comes back. */
export const endingsOf = (flow: Flow): readonly Case['then'][] =>
  flow.goOn ? ['wentOn', 'leftAlone'] : ['leftAlone']

/** Each single fault with a user who comes back and with one who never does. */
export const singles = (flow: Flow, faults: readonly PlannedFault[]): Case[] =>
  faults.flatMap((fault) => endingsOf(flow).map((then): Case => ({ flow, faults: [fault], then })))
