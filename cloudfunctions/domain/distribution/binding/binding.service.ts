import { bindingTerms, decideBinding, isValidBinding, type BindingDecision } from '@shared/rules/binding'
import { dayOf } from '@shared/business-day'
import type { Context } from '../../../platform/context'
import { derivedId } from '../../../platform/ids'
import type { BindingDoc, MemberDoc } from '../../people/member'
import { ifRight, type SettingsDoc } from '../../shop/settings'
import { everybodyAbove, ringOf } from '@shared/rules/ring'
import { readPeopleAbove } from './above.service'
import { readBinding, undoBinding, writeBinding, type BindingReason } from './binding.repo'
import { holds, readNamed, standingBinding, type DistributorDoc, type NamedDistributor } from '../distributor'
import { insertVisit, openShare, type OpenedShare } from '../sharing'

/** Whoever opens the mall: the member as it was read or made by this visit. */
export type Visitor = Pick<MemberDoc, 'binding' | 'nickname'> & {
  openid: string
  /** Whether the visitor has ever applied to be one: only then may somebody stand below. */
  isDistributor: boolean
}

export interface Entrance {
  /** What the share points to; absent for an unknown code. */
  landing?: { productId?: string }
  /** Who recommended the shop, while the binding is valid. */
  recommendedBy?: string
}

/** How often a binding that changes under the decision is decided anew. */
const TRIES = 5
const LEVELS = 3

const REASONS: Partial<Record<BindingDecision['kind'], BindingReason>> = {
  bind: 'bound',
  rebind: 'rebound',
  take_over: 'taken_over',
}

/**
 * Opening a share: the visit is counted once a day, and the visitor is bound under the policy.
 *
 * Round trips: 1 for the share and at once, of somebody who is bound, whom to; then at once the visit and (when the
 * policy binds) the binding: 1 + 2. A distributor
 * who opens somebody's share costs one more for each three levels above, before and after. An unknown code costs 1 and
 * changes nothing.
 */
export async function enterWithScene(
  ctx: Context,
  visitor: Visitor,
  shareCode: string,
  settings: Pick<SettingsDoc, 'binding'>,
): Promise<Entrance> {
  const [opened, holder] = await Promise.all([openShare(ctx, shareCode), holderOf(ctx, visitor.binding)])
  if (!opened) return { recommendedBy: await recommendedByOf(ctx, visitor.binding, [holder]) }
  // Who cannot be bound, since the policy is wrong, comes in all the same.
  const policy = ifRight(() => settings.binding)
  const [binding] = await Promise.all([
    policy ? bind(ctx, visitor, opened, holder, policy) : visitor.binding,
    countVisit(ctx, visitor, opened),
  ])
  const { productId } = opened.share
  return {
    landing: productId === null ? {} : { productId },
    recommendedBy: await recommendedByOf(ctx, binding, [opened.distributor, holder]),
  }
}

/** The name of whoever recommended the shop to the holder of a binding; one round trip unless they are `known`. */
export async function recommendedByOf(
  ctx: Context,
  binding: BindingDoc | null,
  known: readonly (NamedDistributor | null)[] = [],
): Promise<string | undefined> {
  if (!isValidBinding(binding, ctx.clock.now())) return undefined
  const { distributorId } = binding
  const distributor = known.find((one) => one?._id === distributorId) ?? (await readNamed(ctx, distributorId))
  return distributor?.state === 'active' && holds(distributor, binding.boundAt)
    ? distributor.nickname
    : undefined
}

/** The distributor whom somebody is validly bound to. */
async function holderOf(ctx: Context, binding: BindingDoc | null): Promise<NamedDistributor | null> {
  return isValidBinding(binding, ctx.clock.now()) ? readNamed(ctx, binding.distributorId) : null
}

async function countVisit(ctx: Context, visitor: Visitor, { share }: OpenedShare): Promise<void> {
  if (visitor.openid === share.distributorId) return
  const at = ctx.clock.now()
  const day = dayOf(at)
  await insertVisit(ctx, {
    _id: derivedId(20, 'visit', share._id, visitor.openid, day),
    shareCode: share._id,
    distributorId: share.distributorId,
    productId: share.productId,
    visitorId: visitor.openid,
    day,
    at,
  })
}

/** Binds under the policy; answers the binding that stands afterwards. */
async function bind(
  ctx: Context,
  visitor: Visitor,
  { share, distributor }: OpenedShare,
  holder: DistributorDoc | null,
  policy: SettingsDoc['binding'],
): Promise<BindingDoc | null> {
  if (!distributor) return visitor.binding
  // Nobody stands below somebody who never was a distributor: no ring can be closed.
  const above = visitor.isDistributor
    ? everybodyAbove(await readPeopleAbove(ctx, distributor._id), distributor._id)
    : []
  let { binding } = visitor
  let held = holder
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const now = ctx.clock.now()
    const decision = decideBinding(
      standingBinding(binding, held),
      {
        visitorId: visitor.openid,
        distributorId: distributor._id,
        active: distributor.state === 'active',
        holderActive: held?.state === 'active',
        above,
      },
      policy,
      now,
    )
    const reason = REASONS[decision.kind]
    if (!reason) return binding
    const made: BindingDoc = {
      ...bindingTerms(distributor._id, policy, now),
      path: [distributor._id, ...distributor.uplines].slice(0, LEVELS),
      shareCode: share._id,
    }
    if (await writeBinding(ctx, visitor.openid, binding, made, reason)) {
      return visitor.isDistributor && (await closesRing(ctx, visitor.openid)) ? null : made
    }
    binding = await readBinding(ctx, visitor.openid)
    held = await holderOf(ctx, binding)
  }
  return binding
}

/**
 * Distributors who open one another's links at the same moment find each other free, and close a ring together. So
 * whoever has bound looks once more: one binding of the ring goes, the same one for everybody who looks. True when it
 * is the own one.
 */
export async function closesRing(ctx: Context, openid: string): Promise<boolean> {
  const people = await readPeopleAbove(ctx, openid)
  const goes = ringOf(people, openid)?.goes
  const binding = goes === undefined ? undefined : people.get(goes)?.binding
  if (goes === undefined || !binding) return false
  await undoBinding(ctx, goes, binding)
  return goes === openid
}
