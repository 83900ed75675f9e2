import type { Context } from '../../../platform/context'
import type { OrderDoc } from '../../sale/order'

/** What a bill is compared with. */
export type OrderBooks = Pick<OrderDoc, '_id' | 'payFen' | 'transactionId' | 'refunds' | 'paidAt'>

const ORDERS = 'orders'
const FIELDS = ['payFen', 'transactionId', 'refunds', 'paidAt'] as const
/** Ids that one query may name. */
export const IDS_AT_ONCE = 500
const PAGE = 1_000

/** Orders by their numbers, at most `IDS_AT_ONCE`: one round trip. */
export function findOrders(ctx: Context, orderIds: readonly string[]): Promise<OrderBooks[]> {
  const where = { _id: ctx.db._.in([...orderIds]) }
  return ctx.db.find(ORDERS, { where, fields: FIELDS, limit: IDS_AT_ONCE })
}

/** The orders that were paid from `from` up to `to`, a thousand at a time, by the index of that time. */
export async function* paidBetween(ctx: Context, from: number, to: number): AsyncGenerator<OrderBooks[]> {
  yield* pagesBetween(ctx, 'paidAt', from, to)
}

/** The orders of which refunds were accepted from `from` up to `to`; some may be of another time. */
export async function* refundedBetween(ctx: Context, from: number, to: number): AsyncGenerator<OrderBooks[]> {
  yield* pagesBetween(ctx, 'refundsAcceptedAt', from, to)
}

async function* pagesBetween(
  ctx: Context,
  field: 'paidAt' | 'refundsAcceptedAt',
  from: number,
  to: number,
): AsyncGenerator<OrderBooks[]> {
  const { _ } = ctx.db
  // What lies between two instants of the past does not grow, so that pages may be counted.
  for (let skip = 0; ; skip += PAGE) {
    const orders = await ctx.db.find(ORDERS, {
      where: { [field]: _.gte(from).and(_.lt(to)) },
      orderBy: [[field, 'asc']],
      fields: FIELDS,
      skip,
      limit: PAGE,
    })
    if (orders.length > 0) yield orders
    if (orders.length < PAGE) return
  }
}

/** When the first payment of all was made; nothing before it. */
export async function firstPaidAt(ctx: Context): Promise<number | undefined> {
  const [first] = await ctx.db.find(ORDERS, {
    where: { paidAt: ctx.db._.gt(0) },
    orderBy: [['paidAt', 'asc']],
    fields: ['paidAt'],
    limit: 1,
  })
  return first?.paidAt
}
