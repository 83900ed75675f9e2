import { DAY_MS, SHANGHAI_MS } from '@shared/business-day'
import type { Context } from '../../../platform/context'
import { shownName } from '../../people/staff'

export interface DaySales {
  day: number
  /** True for orders on which somebody earns. */
  recommended: boolean
  salesFen: number
  orders: number
}

/** What was paid a day since `since`, recommended or not: the day's takings, whatever was refunded later. */
export async function salesByDay(ctx: Context, since: number): Promise<DaySales[]> {
  const { _, $ } = ctx.db
  const groups = await ctx.db.aggregate<{
    _id: Pick<DaySales, 'day' | 'recommended'>
    salesFen: number
    orders: number
  }>('orders', (pipeline) =>
    pipeline
      .match({ paidAt: _.gte(since) })
      .project({ paidAt: 1, payFen: 1, chainIds: 1 })
      .group({
        _id: {
          day: $.floor($.divide([$.add(['$paidAt', SHANGHAI_MS]), DAY_MS])),
          recommended: $.gt([$.size('$chainIds'), 0]),
        },
        salesFen: $.sum('$payFen'),
        orders: $.sum(1),
      })
      .limit(200),
  )
  return groups.map(({ _id, salesFen, orders }) => ({ ..._id, salesFen, orders }))
}

/** What the orders paid since `since` earn distributors, less what refunds took back; fen. */
export async function commissionSince(ctx: Context, since: number): Promise<number> {
  const { _, $ } = ctx.db
  const [found] = await ctx.db.aggregate<{ fen: number }>('commissions', (pipeline) =>
    pipeline
      .match({ accruedAt: _.gte(since) })
      .project({ 'shares.amountFen': 1, 'shares.reversedFen': 1 })
      .unwind('$shares')
      .group({ _id: null, fen: $.sum($.subtract(['$shares.amountFen', '$shares.reversedFen'])) })
      .limit(1),
  )
  return found?.fen ?? 0
}

/** How many people came through shares a day, since a day. */
export async function visitorsByDay(ctx: Context, sinceDay: string): Promise<Map<string, number>> {
  const { _, $ } = ctx.db
  const groups = await ctx.db.aggregate<{ _id: string; visitors: number }>('visits', (pipeline) =>
    pipeline
      .match({ day: _.gte(sinceDay) })
      .group({ _id: { day: '$day', visitorId: '$visitorId' } })
      .group({ _id: '$_id.day', visitors: $.sum(1) })
      .limit(10),
  )
  return new Map(groups.map(({ _id, visitors }) => [_id, visitors]))
}

export function countUnshipped(ctx: Context): Promise<number> {
  return ctx.db.count('orders', { state: 'paid', live: true })
}

/** Orders whose refund is not final, those that wait for a person included. */
export function countRefunding(ctx: Context): Promise<number> {
  return ctx.db.count('orders', { refundsUnsettled: ctx.db._.gt(0) })
}

export function countApplications(ctx: Context): Promise<number> {
  return ctx.db.count('distributors', { state: 'pending' })
}

/** The name of a staff member and of the shop, in one round trip. */
export async function readNames(
  ctx: Context,
  openid: string,
): Promise<{ staffName: string; shopName: string }> {
  const [found] = await ctx.db.aggregate<{ name: unknown; shops: { name: unknown }[] }>('staff', (pipeline) =>
    pipeline
      .match({ _id: openid })
      .addFields({ shopId: 'shop' })
      .lookup({ from: 'settings', localField: 'shopId', foreignField: '_id', as: 'shops' })
      .limit(1),
  )
  return { staffName: shownName(found), shopName: shownName(found?.shops[0]) }
}
