import type { Context } from '../../platform/context'

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
export async function countPromotedOrders(
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

/** What each of these customers bought through a distributor: paid orders that were not refunded whole. */
export async function salesOfCustomers(
  ctx: Context,
  distributorId: string,
  buyerIds: readonly string[],
): Promise<Map<string, { orders: number; spentFen: number }>> {
  if (buyerIds.length === 0) return new Map()
  const { _, $ } = ctx.db
  const rows = await ctx.db.aggregate<{ _id: string; orders: number; spentFen: number }>(
    'orders',
    (pipeline) =>
      pipeline
        .match({
          buyerId: _.in([...buyerIds]),
          chainIds: distributorId,
          state: _.in(['paid', 'shipped', 'received', 'completed']),
        })
        .group({ _id: '$buyerId', orders: $.sum(1), spentFen: $.sum('$payFen') })
        .limit(buyerIds.length),
  )
  return new Map(rows.map(({ _id, orders, spentFen }) => [_id, { orders, spentFen }]))
}
