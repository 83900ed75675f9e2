import type { Context } from '../../../platform/context'
import { changeOf, leavingTrail } from '../../../platform/trail'
import { readPage, type Page } from '../../../platform/page'
import type { MemberDoc } from '../../people/member/member.model'
import type { AccountDoc } from '../../money/ledger'
import { ofShop, type SettingsDoc } from '../../shop/settings'
import type { DistributorDoc, NamedDistributor } from './distributor.model'

const DISTRIBUTORS = 'distributors'

/** A distributor with the account and the shop's rules: what every page of the distribution centre needs. */
export interface DistributorCaller {
  distributor: NamedDistributor
  account: AccountDoc
  settings: SettingsDoc
}

export function readDistributor(ctx: Context, openid: string): Promise<DistributorDoc | null> {
  return ctx.db.get(DISTRIBUTORS, openid)
}

/** A distributor with the name that they have now: one round trip. */
export async function readNamed(ctx: Context, openid: string): Promise<NamedDistributor | null> {
  const [found] = await ctx.db.aggregate<DistributorDoc & { names: string[] }>(DISTRIBUTORS, (pipeline) =>
    pipeline
      .match({ _id: openid })
      .lookup({ from: 'members', localField: '_id', foreignField: '_id', as: 'members' })
      .addFields({ names: '$members.nickname' })
      .project({ members: 0 })
      .limit(1),
  )
  return found ? named(found) : null
}

/** Whom `names` (of the member with the same id) calls by the name; somebody without one is 推广员. */
export function named<D extends DistributorDoc>({
  names,
  ...distributor
}: D & { names?: string[] }): Omit<D, 'names'> & { nickname: string } {
  return { ...distributor, nickname: names?.[0] ?? '推广员' }
}

/** One round trip for everything; `null` for somebody who is no distributor. */
export async function readCaller(ctx: Context, openid: string): Promise<DistributorCaller | null> {
  const [found] = await ctx.db.aggregate<
    DistributorDoc & { names: string[]; accounts: AccountDoc[]; shops: SettingsDoc[]; shopId?: string }
  >(DISTRIBUTORS, (pipeline) =>
    pipeline
      .match({ _id: openid })
      .lookup({ from: 'members', localField: '_id', foreignField: '_id', as: 'members' })
      .addFields({ shopId: 'shop', names: '$members.nickname' })
      .project({ members: 0 })
      .lookup({ from: 'accounts', localField: '_id', foreignField: '_id', as: 'accounts' })
      .lookup({ from: 'settings', localField: 'shopId', foreignField: '_id', as: 'shops' })
      .limit(1),
  )
  if (!found) return null
  const { accounts, shops, shopId: _shopId, ...distributor } = found
  const empty = { _id: openid, availableFen: 0, withdrawingFen: 0, paidFen: 0, debtFen: 0 }
  return { distributor: named(distributor), account: accounts[0] ?? empty, settings: ofShop(shops[0]) }
}

/** `false` when this member has applied before. */
export function insertApplication(ctx: Context, application: DistributorDoc): Promise<boolean> {
  return ctx.db.insert(DISTRIBUTORS, application)
}

/** `refused → pending` with what the new application says; `false` when there is no refused one, or it is that. */
export async function renewApplication(
  ctx: Context,
  { _id, distributorId: _kept, ...application }: DistributorDoc,
): Promise<boolean> {
  const { _ } = ctx.db
  const { token } = application
  const change = { ...application, uplines: _.set([]), token: token ?? _.remove() }
  const where = { _id, state: 'refused', ...(token !== undefined && { token: _.neq(token) }) }
  return (await ctx.db.change(DISTRIBUTORS, where, change)) === 1
}

/** A distributor by the id that the merchant sees, with the own binding as a customer. One round trip. */
export async function readApplicant(
  ctx: Context,
  publicId: string,
): Promise<{ distributor: NamedDistributor; binding: MemberDoc['binding'] } | null> {
  type Row = DistributorDoc & { members: Pick<MemberDoc, 'binding' | 'nickname'>[] }
  const [found] = await ctx.db.aggregate<Row>(DISTRIBUTORS, (pipeline) =>
    pipeline
      .match({ distributorId: publicId })
      .lookup({ from: 'members', localField: '_id', foreignField: '_id', as: 'members' })
      .limit(1),
  )
  if (!found) return null
  const { members, ...rest } = found
  const distributor = named({ ...rest, names: members.map(({ nickname }) => nickname) })
  return { distributor, binding: members[0]?.binding ?? null }
}

/** Decides the application that was read, if nobody has decided it since. */
export async function decideApplication(
  ctx: Context,
  seen: NamedDistributor,
  decision: Pick<DistributorDoc, 'state' | 'uplines' | 'refusedReason'>,
): Promise<boolean> {
  const approved = decision.state === 'active'
  const changed = await leavingTrail(
    ctx,
    {
      kind: 'people',
      what: approved ? '通过推广申请' : '不通过推广申请',
      subject: { id: seen.distributorId, name: seen.nickname },
      changes: changeOf('状态', '待审核', approved ? '推广员' : '没有通过'),
      reason: decision.refusedReason ?? undefined,
      key: `${seen.distributorId} ${seen.appliedAt}`,
    },
    (part) =>
      ctx.db.change(
        DISTRIBUTORS,
        { _id: seen._id, state: 'pending', appliedAt: seen.appliedAt },
        { ...decision, uplines: ctx.db._.set(decision.uplines), decidedAt: ctx.clock.now(), ...part },
      ),
  )
  return changed === 1
}

/** A page of distributors in a state, the latest application first. @throws AppError BAD_INPUT for a foreign cursor */
export function pageOfDistributors(
  ctx: Context,
  state: DistributorDoc['state'],
  cursor: string | undefined,
): Promise<Page<DistributorDoc>> {
  return readPage(
    ctx,
    DISTRIBUTORS,
    { list: 'distributors', where: { state }, by: 'appliedAt', direction: 'desc' },
    cursor,
  )
}

/** The state of somebody's application, without the rest of the document. */
export async function findDistributorState(
  ctx: Context,
  openid: string,
): Promise<Pick<DistributorDoc, '_id' | 'state'> | undefined> {
  const [found] = await ctx.db.find(DISTRIBUTORS, {
    where: { _id: openid },
    fields: ['state'],
    limit: 1,
  })
  return found
}
