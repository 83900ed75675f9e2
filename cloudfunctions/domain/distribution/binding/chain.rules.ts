import { isValidBinding } from '@shared/rules/binding'
import type { CommissionPolicy } from '@shared/contract/policy/schema'
import type { MemberDoc } from '../../people/member/member.model'
import { holds, standingBinding } from '../distributor'
import type { DistributorDoc } from '../distributor/distributor.model'

/** A buyer and the active distributors above, each at its level. */
export interface BuyerWithChain {
  member: MemberDoc
  /** Nearest first. A level whose distributor is not active is missing; the others keep their numbers. */
  links: { level: number; distributorId: string }[]
  /** The share through which the buyer is bound; null without a valid binding. */
  shareCode: string | null
}

/** Whose uplines stand for ever: a suspension does not change who is above. */
const FIXED: readonly DistributorDoc['state'][] = ['active', 'suspended']

/**
 * A member who is about to order, with whoever may earn on it. A customer's order pays the path of the binding, while
 * that is valid at `now`. A distributor's own order pays those who were fixed above when becoming one, whatever the
 * binding as a customer says (docs/decisions/0008). Nobody ever earns on an own order, nor on somebody whom they set
 * free by leaving.
 * @param distributors in any order: the buyer, when one, and all who may stand above
 */
export function buyerWithChain(
  member: MemberDoc,
  distributors: readonly DistributorDoc[],
  now: number,
): BuyerWithChain {
  const known = new Map(distributors.map((distributor) => [distributor._id, distributor]))
  const bound = standingBinding(member.binding, known.get(member.binding?.distributorId ?? ''))
  const binding = isValidBinding(bound, now) ? bound : null
  const own = distributors.find(({ _id, state }) => _id === member._id && FIXED.includes(state))
  const path = own ? own.uplines : (binding?.path ?? [])
  // Each one was fixed above the one before when that one was approved; the first when the binding was made.
  const fixedAt = [own ? own.decidedAt : binding?.boundAt, ...path.map((id) => known.get(id)?.decidedAt)]
  const earns = (distributorId: string, at: number): boolean => {
    const distributor = known.get(distributorId)
    return distributorId !== member._id && distributor?.state === 'active' && holds(distributor, at)
  }
  const links = path
    .map((distributorId, i) => ({ level: i + 1, distributorId }))
    .filter(({ distributorId }, i) => earns(distributorId, fixedAt[i] ?? 0))
  const shareCode = binding && binding.distributorId === path[0] ? binding.shareCode : null
  return { member, links, shareCode }
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
