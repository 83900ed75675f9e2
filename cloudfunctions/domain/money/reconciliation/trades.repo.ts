import type { Context } from '../../../platform/context'
import type { Filter } from '../../../platform/database'
import { eachPage } from '../../../platform/each'
import type { ComparedOrder } from '../difference'

const ORDERS = 'orders'
const FIELDS = ['payFen', 'transactionId', 'refunds', 'paidAt'] as const
/** Ids that one query may name. */
export const IDS_AT_ONCE = 500
const PAGE = 1_000

/** Orders by their numbers, at most `IDS_AT_ONCE`: one round trip. */
export function findOrders(ctx: Context, orderIds: readonly string[]): Promise<ComparedOrder[]> {
  const where = { _id: ctx.db._.in([...orderIds]) }
  return ctx.db.find(ORDERS, { where, fields: FIELDS, limit: IDS_AT_ONCE })
}

/** The orders that were paid from `from` up to `to`, `rows` at a time, by the index of that time. */
export function paidBetween(
  ctx: Context,
  from: number,
  to: number,
  rows = PAGE,
): AsyncGenerator<ComparedOrder[]> {
  const { _ } = ctx.db
  const where = { paidAt: _.gte(from).and(_.lt(to)) }
  return eachPage(ctx, ORDERS, { where, by: 'paidAt', fields: FIELDS, rows })
}

/**
 * The orders of which refunds were accepted from `from` up to `to`, at most `rows` at a time; one with several may
 * come several times. An order has many of these instants, so it has no place in a list that is sorted by them: the
 * time is halved instead until what lies in it comes with one read.
 */
export async function* refundedBetween(
  ctx: Context,
  from: number,
  to: number,
  rows = PAGE,
): AsyncGenerator<ComparedOrder[]> {
  const { _ } = ctx.db
  const within = _.gte(from).and(_.lt(to))
  const orders = await ctx.db.find(ORDERS, {
    // The same instant has to lie behind `from` and before `to`; the first demand says to the index where to look.
    where: _.and([
      { refundsAcceptedAt: within },
      { refundsAcceptedAt: _.elemMatch({ $gte: from, $lt: to }) },
    ]) as unknown as Filter<'orders'>,
    fields: FIELDS,
    limit: rows,
  })
  if (orders.length < rows) {
    if (orders.length > 0) yield orders
    return
  }
  const middle = Math.floor((from + to) / 2)
  if (middle === from) throw new Error(`more than ${rows} refunds were accepted at ${from}`)
  yield* refundedBetween(ctx, from, middle, rows)
  yield* refundedBetween(ctx, middle, to, rows)
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
