import type { Context } from '../../../cloudfunctions/platform/context'
import { NEVER, type TrialCouponDoc } from './coupon.model'

/** Each change of a coupon: one conditional update, which says whether it happened. */

const COUPONS = 'trialCoupons'
/** Longer than any function runs: a coupon is locked before its order stands. */
const ORPHAN_AFTER_MS = 10 * 60_000

export const readCoupon = (ctx: Context, couponId: string) => ctx.db.get(COUPONS, couponId)
export const readTemplate = (ctx: Context, templateId: string) => ctx.db.get('trialTemplates', templateId)
export const insertCoupon = (ctx: Context, coupon: TrialCouponDoc) => ctx.db.insert(COUPONS, coupon)

interface Locked {
  couponId: string
  orderId: string
}

/** Free → locked by this order; the same order again counts on the lock it has. */
export async function lock(ctx: Context, ownerId: string, { couponId, orderId }: Locked): Promise<boolean> {
  const { _ } = ctx.db
  const now = ctx.clock.now()
  const changed = await ctx.db.change(
    COUPONS,
    { _id: couponId, ownerId, usedBy: '', lockedBy: _.in(['', orderId]), expiresAt: _.gt(now) },
    { lockedBy: orderId, claims: _.inc(1), watchAt: now + ORPHAN_AFTER_MS },
  )
  return changed === 1
}

const free = { lockedBy: '', claims: 0, watchAt: NEVER }

/** Takes one try off the lock; the last one frees the coupon. */
export async function unlock(ctx: Context, { couponId, orderId }: Locked): Promise<void> {
  const { _ } = ctx.db
  const mine = { _id: couponId, lockedBy: orderId }
  if (await ctx.db.change(COUPONS, { ...mine, claims: 1 }, free)) return
  await ctx.db.change(COUPONS, { ...mine, claims: _.gt(1) }, { claims: _.inc(-1) })
}

/** Locked by this order → free, however many tries counted on it: it is closed. */
export async function release(ctx: Context, { couponId, orderId }: Locked): Promise<void> {
  await ctx.db.change(COUPONS, { _id: couponId, lockedBy: orderId }, free)
}

/** Locked by this order → used by it. */
export async function use(ctx: Context, { couponId, orderId }: Locked): Promise<void> {
  await ctx.db.change(COUPONS, { _id: couponId, lockedBy: orderId }, { ...free, usedBy: orderId })
}

/** Used by this order → free; used by another one it stays that one's. */
export async function giveBack(ctx: Context, { couponId, orderId }: Locked): Promise<void> {
  await ctx.db.change(COUPONS, { _id: couponId, usedBy: orderId }, { usedBy: '' })
}

export function findWatched(ctx: Context, limit: number): Promise<TrialCouponDoc[]> {
  const where = { watchAt: ctx.db._.lte(ctx.clock.now()) }
  return ctx.db.find(COUPONS, { where, orderBy: [['watchAt', 'asc']], limit })
}

/** The coupons that these claims have become, as far as they have, under the claims' ids. */
export async function findClaimed(ctx: Context, claims: readonly string[]) {
  const found = await ctx.db.find(COUPONS, {
    where: { claim: ctx.db._.in([...claims]) },
    fields: ['claim', 'templateId', 'owed'],
    limit: claims.length,
  })
  return found.map(({ claim, ...coupon }) => ({ ...coupon, _id: claim }))
}

/** How many coupons of each template there are. */
export const countClaimed = (ctx: Context) =>
  ctx.db.aggregate<{ _id: string; count: number }>(COUPONS, (pipeline) =>
    pipeline.group({ _id: '$templateId', count: ctx.db.$.sum(1) }).limit(1_000),
  )

/** What the sweep has to know of the orders that hold coupons. */
export const findHoldingOrders = (ctx: Context, orderIds: readonly string[]) =>
  ctx.db.find('orders', {
    where: { _id: ctx.db._.in([...orderIds]) },
    fields: ['state', 'owed', 'trialCoupon'],
    limit: Math.max(1, orderIds.length),
  })

/** Frees a coupon whose lock nobody has touched since it was seen. `false` when somebody has. */
export async function freeOrphan(ctx: Context, seen: TrialCouponDoc): Promise<boolean> {
  const { _id, lockedBy, watchAt, claims } = seen
  return (await ctx.db.change(COUPONS, { _id, lockedBy, watchAt, claims }, free)) === 1
}

export async function watchAgain(ctx: Context, { _id, lockedBy, watchAt }: TrialCouponDoc): Promise<void> {
  const next = ctx.clock.now() + ORPHAN_AFTER_MS
  await ctx.db.change(COUPONS, { _id, lockedBy, watchAt }, { watchAt: next })
}
