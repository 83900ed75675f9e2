import { isValidBinding } from '@shared/rules/binding'
import type { CommissionPolicy } from '@shared/contract/policy'
import type { Context } from '../../platform/context'
import type { MemberDoc } from '../member/member.model'
import type { ChainLink } from '../order/order.model'
import { readMemberWithPath } from './binding.repo'

/** A buyer and the active distributors above, each at its level. */
export interface BuyerWithChain {
  member: MemberDoc
  /** Nearest first. A level whose distributor is not active is missing; the others keep their numbers. */
  links: { level: number; distributorId: string }[]
  /** The share through which the buyer is bound; null without a valid binding. */
  shareCode: string | null
}

/**
 * The member who is about to order, with whoever may earn on it: one round trip. The binding has to be valid now,
 * and the buyer never earns on an own order.
 * @returns null for an unknown member
 */
export async function loadBuyerWithChain(ctx: Context, openid: string): Promise<BuyerWithChain | null> {
  const found = await readMemberWithPath(ctx, openid)
  if (!found) return null
  const { member, distributors } = found
  const { binding } = member
  if (!isValidBinding(binding, ctx.clock.now())) return { member, links: [], shareCode: null }
  const active = new Set(distributors.filter(({ state }) => state === 'active').map(({ _id }) => _id))
  const links = binding.path
    .map((distributorId, i) => ({ level: i + 1, distributorId }))
    .filter(({ distributorId }) => distributorId !== openid && active.has(distributorId))
  return { member, links, shareCode: binding.shareCode }
}

/** The chain that an order copies: the links that the policy pays, each with its level's rate. */
export function chainFor(
  links: BuyerWithChain['links'],
  policy: Pick<CommissionPolicy, 'rates'>,
): ChainLink[] {
  return links.flatMap((link) => {
    const rateBps = policy.rates[link.level - 1]
    return rateBps === undefined ? [] : [{ ...link, rateBps }]
  })
}
