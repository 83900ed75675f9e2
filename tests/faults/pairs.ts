import { createRandom } from '../../local/demo/random'
import type { PlannedFault } from '../../emulator/src/faults'
import type { Case } from './case'
import { endingsOf, faultsOf } from './every-fault'
import type { Flow } from './flows'

/** Where a recovery can be hit again, and about how many such requests it has. */
const RECOVERY: readonly (readonly [at: string, requests: number])[] = [
  ...Array.from({ length: 5 }, () => ['database', 10] as const),
  ['database.modifyDocument', 2],
  ['wechatpay', 1],
]

/** The `number`th pair of faults of a seed: two in the flow, or one in the flow and one in the recovery from it. */
export function pairOf(
  seed: number,
  number: number,
  flows: readonly { flow: Flow; faults: readonly PlannedFault[] }[],
): Case {
  const random = createRandom(seed * 1_000_003 + number)
  const { flow, faults } = random.pick(flows)
  const first = random.pick(faults)
  const then = random.pick(endingsOf(flow))
  if (random.next() < 0.5) {
    const others = faults.filter(({ at, k }) => at !== first.at || k !== first.k)
    return { flow, faults: others.length > 0 ? [first, random.pick(others)] : [first], then }
  }
  const [at, requests] = random.pick(RECOVERY)
  const later = { at, k: random.between(1, requests), fault: random.pick(faultsOf(at)) }
  return { flow, faults: [first], later: [later], then }
}
