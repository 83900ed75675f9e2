import type { Context } from '../../../platform/context'
import { readPage, type Page } from '../../../platform/page'
import type { MemberDoc } from '../../people/member/member.model'
import type { AccountDoc } from '../../money/ledger'
import { standingBinding } from './freed.rules'
import { ofShop, type SettingsDoc } from '../../shop/settings'
import type { DistributorDoc, StandingAct } from './distributor.model'

const DISTRIBUTORS = 'distributors'
/** Whoever was removed may not: that takes the merchant. */
const MAY_APPLY_AGAIN = ['refused', 'left'] as const

/** A distributor with the account and the shop's rules: what every page of the distribution centre needs. */
export interface DistributorCaller {
  distributor: DistributorDoc
  account: AccountDoc
  settings: SettingsDoc
}

export function readDistributor(ctx: Context, openid: string): Promise<DistributorDoc | null> {
  return ctx.db.get(DISTRIBUTORS, openid)
}

/** Distributors by openid, at most 1,000, in no particular order. */
export async function findDistributors(ctx: Context, openids: readonly string[]): Promise<DistributorDoc[]> {
  if (openids.length === 0) return []
  return ctx.db.find(DISTRIBUTORS, { where: { _id: ctx.db._.in([...openids]) }, limit: 1000 })
}

/** One round trip for everything; `null` for somebody who is no distributor. */
export async function readCaller(ctx: Context, openid: string): Promise<DistributorCaller | null> {
  const [found] = await ctx.db.aggregate<
    DistributorDoc & { accounts: AccountDoc[]; shops: SettingsDoc[]; shopId?: string }
  >(DISTRIBUTORS, (pipeline) =>
    pipeline
      .match({ _id: openid })
      .addFields({ shopId: 'shop' })
      .lookup({ from: 'accounts', localField: '_id', foreignField: '_id', as: 'accounts' })
      .lookup({ from: 'settings', localField: 'shopId', foreignField: '_id', as: 'shops' })
      .limit(1),
  )
  if (!found) return null
  const { accounts, shops, shopId: _shopId, ...distributor } = found
  const empty = { _id: openid, availableFen: 0, withdrawingFen: 0, paidFen: 0, debtFen: 0 }
  return { distributor, account: accounts[0] ?? empty, settings: ofShop(shops[0]) }
}

/** `false` when this member has applied before. */
export function insertApplication(ctx: Context, application: DistributorDoc): Promise<boolean> {
  return ctx.db.insert(DISTRIBUTORS, application)
}

/**
 * `refused | left → pending` with what the new application says; `false` when there is no such one, or it is that.
 */
export async function renewApplication(
  ctx: Context,
  { _id, distributorId: _kept, ...application }: DistributorDoc,
): Promise<boolean> {
  const { _ } = ctx.db
  const { token } = application
  const change = { ...application, uplines: _.set([]), token: token ?? _.remove() }
  const where = {
    _id,
    state: _.in([...MAY_APPLY_AGAIN]),
    ...(token !== undefined && { token: _.neq(token) }),
  }
  return (await ctx.db.change(DISTRIBUTORS, where, change)) === 1
}

export async function findByPublicId(ctx: Context, publicId: string): Promise<DistributorDoc | undefined> {
  const [found] = await ctx.db.find(DISTRIBUTORS, { where: { distributorId: publicId }, limit: 1 })
  return found
}

/** A distributor by the id that the merchant sees, with the own standing binding as a customer. One round trip. */
export async function readApplicant(
  ctx: Context,
  publicId: string,
): Promise<{ distributor: DistributorDoc; binding: MemberDoc['binding'] } | null> {
  type Row = DistributorDoc & { members: Pick<MemberDoc, 'binding'>[]; holders: DistributorDoc[] }
  const [found] = await ctx.db.aggregate<Row>(DISTRIBUTORS, (pipeline) =>
    pipeline
      .match({ distributorId: publicId })
      .lookup({ from: 'members', localField: '_id', foreignField: '_id', as: 'members' })
      .lookup({
        from: 'distributors',
        localField: 'members.binding.distributorId',
        foreignField: '_id',
        as: 'holders',
      })
      .limit(1),
  )
  if (!found) return null
  const { members, holders, ...distributor } = found
  return { distributor, binding: standingBinding(members[0]?.binding, holders[0]) }
}

/** Decides the application that was read, if nobody has decided it since. */
export async function decideApplication(
  ctx: Context,
  seen: DistributorDoc,
  decision: Pick<DistributorDoc, 'state' | 'uplines' | 'refusedReason'>,
): Promise<boolean> {
  const changed = await ctx.db.change(
    DISTRIBUTORS,
    { _id: seen._id, state: 'pending', appliedAt: seen.appliedAt },
    { ...decision, uplines: ctx.db._.set(decision.uplines), decidedAt: ctx.clock.now() },
  )
  return changed === 1
}

/**
 * Changes the standing of a distributor who is in one of `from`: one conditional update. An act that frees also takes
 * away who stands above. `false` when the state is another one.
 */
export async function changeStanding(
  ctx: Context,
  _id: string,
  from: readonly DistributorDoc['state'][],
  { state, lastAct, frees }: Pick<DistributorDoc, 'state'> & { lastAct: StandingAct; frees: boolean },
): Promise<boolean> {
  const { _ } = ctx.db
  const changed = await ctx.db.change(
    DISTRIBUTORS,
    { _id, state: _.in([...from]) },
    { state, lastAct: _.set(lastAct), ...(frees && { freedAt: lastAct.at, uplines: _.set([]) }) },
  )
  return changed === 1
}

/** A page of distributors in these states, the latest application first. @throws AppError BAD_INPUT for a foreign cursor */
export function pageOfDistributors(
  ctx: Context,
  states: readonly DistributorDoc['state'][],
  cursor: string | undefined,
): Promise<Page<DistributorDoc>> {
  return readPage(
    ctx,
    DISTRIBUTORS,
    { list: 'distributors', where: { state: ctx.db._.in([...states]) }, by: 'appliedAt', direction: 'desc' },
    cursor,
  )
}

/** The state of somebody's application and their name as a distributor, without the rest of the document. */
export async function findDistributorState(
  ctx: Context,
  openid: string,
): Promise<Pick<DistributorDoc, '_id' | 'state' | 'nickname'> | undefined> {
  const [found] = await ctx.db.find(DISTRIBUTORS, {
    where: { _id: openid },
    fields: ['state', 'nickname'],
    limit: 1,
  })
  return found
}
