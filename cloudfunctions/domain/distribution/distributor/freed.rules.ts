import type { BindingDoc } from '../../people/member/member.model'
import type { DistributorDoc } from './distributor.model'

/**
 * Whoever leaves, or is removed, loses every customer at once, however many they are: the distributor's document says
 * when (`freedAt`), and what was made until then does not count any more. So coming back brings nobody back.
 */

/** Whether what was fixed at `at` still stands below a distributor. */
export function holds(distributor: Pick<DistributorDoc, 'freedAt'> | null | undefined, at: number): boolean {
  return distributor?.freedAt === undefined || at > distributor.freedAt
}

/** A binding as far as its distributor has not set the customer free since. */
export function standingBinding(
  binding: BindingDoc | null | undefined,
  holder: Pick<DistributorDoc, 'freedAt'> | null | undefined,
): BindingDoc | null {
  return binding && holds(holder, binding.boundAt) ? binding : null
}
