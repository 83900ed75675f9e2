import type { Context } from '../../../platform/context'
import { removals } from '../../../platform/removals'
import type { DistributorDoc } from '../../distribution/distributor'
import type { OrderDoc } from '../../sale/order'
import { NAMELESS } from '@shared/words/nameless'
import type { MemberDoc } from '../member'

/** Orders that are not over: something may still be paid, sent or sent back. */
const OPEN_STATES = ['pending_payment', 'paid', 'shipped', 'received'] as const
/** Orders of one copy: more than somebody buys in years. */
const ORDERS_MOST = 1_000

/** Notes the agreement, unless this version stands already: then the first time counts. */
export async function noteConsent(
  ctx: Context,
  openid: string,
  consent: NonNullable<MemberDoc['consent']>,
): Promise<boolean> {
  const { _ } = ctx.db
  const where = { _id: openid, 'consent.version': _.neq(consent.version) }
  return (await ctx.db.change('members', where, { consent: _.set(consent) })) === 1
}

export function countOpenOrders(ctx: Context, openid: string): Promise<number> {
  return ctx.db.count('orders', { buyerId: openid, state: ctx.db._.in([...OPEN_STATES]) })
}

/** The latest orders of somebody, at most 1,000. */
export function ordersOf(ctx: Context, openid: string): Promise<OrderDoc[]> {
  return ctx.db.find('orders', {
    where: { buyerId: openid },
    orderBy: [
      ['placedAt', 'desc'],
      ['_id', 'desc'],
    ],
    limit: ORDERS_MOST,
  })
}

/** Commissions of somebody that are not settled yet. */
export function countPendingCommissions(ctx: Context, openid: string): Promise<number> {
  return ctx.db.count('commissions', { distributorIds: openid, state: 'pending' })
}

/**
 * Takes what somebody told on applying out of it, unless it is in force: an application that waits is taken back in the
 * same update, so that nobody who dies in between leaves one that is withdrawn and still tells it.
 */
export async function endApplication(ctx: Context, openid: string): Promise<void> {
  const { _ } = ctx.db
  // What is sealed, and what documents of before say in clear.
  const blank = removals(_, ['applicant', 'realName', 'mobile', 'channel'])
  const waits = { _id: openid, state: 'pending' } as const
  if ((await ctx.db.change('distributors', waits, { state: 'left', ...blank })) > 0) return
  const over: readonly DistributorDoc['state'][] = ['refused', 'left', 'removed']
  await ctx.db.change('distributors', { _id: openid, state: _.in([...over]) }, blank)
}

export async function removeCart(ctx: Context, openid: string): Promise<void> {
  await ctx.db.remove('carts', { _id: openid })
}

/** Leaves of a member what a new one has, and when it was. */
export async function eraseMember(ctx: Context, openid: string): Promise<void> {
  const { _ } = ctx.db
  await ctx.db.change(
    'members',
    { _id: openid },
    {
      nickname: NAMELESS,
      addresses: _.set({}),
      addressCount: 0,
      defaultAddressId: null,
      binding: _.set(null),
      boundTo: null,
      bindingHistory: _.set([]),
      consent: _.remove(),
      erasedAt: ctx.clock.now(),
    },
  )
}

/** Visits of days before `day`, by the index of days. */
export function removeVisitsBefore(ctx: Context, day: string): Promise<number> {
  return ctx.db.remove('visits', { day: ctx.db._.lt(day) })
}

interface Span {
  /** Ms; `to` itself is not in it. */
  from: number
  to: number
}

/**
 * Takes name, telephone, street and note out of orders placed in a span; province and city stay for the figures. Each
 * of them counts for itself: an order whose buyer had no name is sent to somebody all the same.
 */
export function blankOrders(ctx: Context, { from, to }: Span): Promise<number> {
  const { _ } = ctx.db
  const tells = _.or([
    { buyerName: _.neq('') },
    { 'address.receiver': _.exists(true) },
    { 'address.name': _.exists(true) },
  ])
  return ctx.db.change(
    'orders',
    _.and([{ placedAt: _.and([_.gte(from), _.lt(to)]) }, tells]) as unknown as object,
    {
      buyerName: '',
      remark: '',
      ...removals(_, ['address.receiver', 'address.name', 'address.mobile', 'address.detail']),
    },
  )
}

/** Takes the buyer's name out of commissions accrued in a span. */
export function blankCommissions(ctx: Context, { from, to }: Span): Promise<number> {
  const { _ } = ctx.db
  return ctx.db.change(
    'commissions',
    { accruedAt: _.and([_.gte(from), _.lt(to)]), buyerName: _.neq('') },
    { buyerName: '' },
  )
}
