import type { Context } from '../../../platform/context'

/** How many people came through a distributor's shares since a day. One round trip. */
export async function countVisits(
  ctx: Context,
  distributorId: string,
  sinceDay: string,
): Promise<{ visits: number; visitors: number }> {
  const { _, $ } = ctx.db
  const [found] = await ctx.db.aggregate<{ visits: number; visitors: number }>('visits', (pipeline) =>
    pipeline
      .match({ distributorId, day: _.gte(sinceDay) })
      .group({ _id: '$visitorId', visits: $.sum(1) })
      .group({ _id: null, visits: $.sum('$visits'), visitors: $.sum(1) })
      .limit(1),
  )
  return { visits: found?.visits ?? 0, visitors: found?.visitors ?? 0 }
}

/** How many orders of a distributor's network were placed and paid since an instant. One round trip. */
export async function countRecommendedOrders(
  ctx: Context,
  distributorId: string,
  since: number,
): Promise<{ placed: number; paid: number }> {
  const { _, $ } = ctx.db
  const [found] = await ctx.db.aggregate<{ placed: number; paid: number }>('orders', (pipeline) =>
    pipeline
      .match({ chainIds: distributorId, placedAt: _.gte(since) })
      .group({ _id: null, placed: $.sum(1), paid: $.sum($.cond([$.gt(['$paidAt', 0]), 1, 0])) })
      .limit(1),
  )
  return { placed: found?.placed ?? 0, paid: found?.paid ?? 0 }
}
