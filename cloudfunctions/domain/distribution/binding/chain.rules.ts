import { isValidBinding } from '@shared/rules/binding'
import type { CommissionPolicy } from '@shared/contract/policy/schema'
import type { MemberDoc } from '../../people/member/member.model'
import type { DistributorDoc } from '../distributor/distributor.model'

/** A buyer and the active distributors above, each at its level. */
export interface BuyerWithChain {
  member: MemberDoc
  /** Nearest first. A level whose distributor is not active is missing; the others keep their numbers. */
  links: { level: number; distributorId: string }[]
  /** The share through which the buyer is bound; null without a valid binding. */
  shareCode: string | null
}

/**
 * A member who is about to order, with whoever of the binding's path may earn on it. The binding has to be valid at
 * `now`, and the buyer never earns on an own order.
 */
export function buyerWithChain(
  member: MemberDoc,
  distributors: readonly DistributorDoc[],
  now: number,
): BuyerWithChain {
  const { binding } = member
  if (!isValidBinding(binding, now)) return { member, links: [], shareCode: null }
  const active = new Set(distributors.filter(({ state }) => state === 'active').map(({ _id }) => _id))
  const links = binding.path
    .map((distributorId, i) => ({ level: i + 1, distributorId }))
    .filter(({ distributorId }) => distributorId !== member._id && active.has(distributorId))
  return { member, links, shareCode: binding.shareCode }
}

/** The chain that an order copies: the links that the policy pays, each with its level's rate. */
export function chainFor(
  links: BuyerWithChain['links'],
  policy: Pick<CommissionPolicy, 'rates'>,
): (BuyerWithChain['links'][number] & { rateBps: number })[] {
  return links.flatMap((link) => {
    const rateBps = policy.rates[link.level - 1]
    return rateBps === undefined ? [] : [{ ...link, rateBps }]
  })
}
