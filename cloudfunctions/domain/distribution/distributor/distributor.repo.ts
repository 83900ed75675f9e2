import type { Context } from '../../../platform/context'
import { changeOf, leavingTrail } from '../../../platform/trail'
import { readPage, type Page } from '../../../platform/page'
import { removals } from '../../../platform/removals'
import type { MemberDoc } from '../../people/member/member.model'
import type { AccountDoc } from '../../money/ledger'
import { standingBinding } from './freed.rules'
import { ofShop, type SettingsDoc } from '../../shop/settings'
import type { DistributorDoc, NamedDistributor, StandingAct } from './distributor.model'

const DISTRIBUTORS = 'distributors'
/** Whoever was removed may not: that takes the merchant. */
const MAY_APPLY_AGAIN = ['refused', 'left'] as const

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

/** What stood in clear before applicants were sealed. */
const IN_CLEAR = ['realName', 'mobile', 'channel'] as const

/**
 * `refused | left → pending` with what the new application says; `false` when there is no such one, or it is that.
 */
export async function renewApplication(
  ctx: Context,
  { _id, distributorId: _kept, ...application }: DistributorDoc,
): Promise<boolean> {
  const { _ } = ctx.db
  const { token } = application
  const change = {
    ...application,
    uplines: _.set([]),
    token: token ?? _.remove(),
    ...removals(_, IN_CLEAR),
  }
  const where = {
    _id,
    state: _.in([...MAY_APPLY_AGAIN]),
    ...(token !== undefined && { token: _.neq(token) }),
  }
  return (await ctx.db.change(DISTRIBUTORS, where, change)) === 1
}

/** A distributor by the id that the merchant sees, with the own standing binding as a customer. One round trip. */
export async function readApplicant(
  ctx: Context,
  publicId: string,
): Promise<{ distributor: NamedDistributor; binding: MemberDoc['binding'] } | null> {
  type Row = DistributorDoc & {
    members: Pick<MemberDoc, 'binding' | 'nickname'>[]
    holders: DistributorDoc[]
  }
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
  const { members, holders, ...rest } = found
  const distributor = named({ ...rest, names: members.map(({ nickname }) => nickname) })
  return { distributor, binding: standingBinding(members[0]?.binding, holders[0]) }
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

/**
 * Changes the standing of a distributor who still stands as they were seen: one conditional update, so that the trail
 * says what was before. An act that frees also takes away who stands above. `false` when the state is another one.
 */
export async function changeStanding(
  ctx: Context,
  seen: NamedDistributor,
  { state, lastAct, frees }: Pick<DistributorDoc, 'state'> & { lastAct: StandingAct; frees: boolean },
): Promise<boolean> {
  const { _ } = ctx.db
  const changed = await leavingTrail(
    ctx,
    {
      kind: 'people',
      what: ACT_WORDS[lastAct.act],
      subject: { id: seen.distributorId, name: seen.nickname },
      changes: changeOf('状态', STATE_WORDS[seen.state], STATE_WORDS[state]),
      reason: lastAct.reason,
      key: `${seen.distributorId} ${lastAct.act} ${lastAct.at}`,
    },
    (part) =>
      ctx.db.change(
        DISTRIBUTORS,
        { _id: seen._id, state: seen.state },
        {
          state,
          lastAct: _.set(lastAct),
          ...(frees && { freedAt: lastAct.at, uplines: _.set([]) }),
          ...part,
        },
      ),
  )
  return changed === 1
}

const ACT_WORDS: Record<StandingAct['act'], string> = {
  suspend: '暂停推广员',
  remove: '移除推广员',
  reinstate: '恢复推广员',
  leave: '退出推广',
}
const STATE_WORDS: Record<DistributorDoc['state'], string> = {
  pending: '待审核',
  active: '推广员',
  refused: '没有通过',
  suspended: '已暂停',
  removed: '已移除',
  left: '已退出',
}

/**
 * A page of distributors in these states, the latest application first.
 * @throws AppError BAD_INPUT for a foreign cursor
 */
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
