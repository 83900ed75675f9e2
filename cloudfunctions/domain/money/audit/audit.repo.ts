import type { Context } from '../../../platform/context'
import type { CollectionName, Doc, FieldPath } from '../../../platform/collections'
import type { Document, Filter, Found } from '../../../platform/database'
import type { OrderDoc } from '../../sale/order/order.model'

const PAGE = 500

/** Everything in a collection that fits `where`, in the order of the ids, a page at a time. */
async function* all<K extends CollectionName, F extends FieldPath<Doc<K>> = never>(
  ctx: Context,
  collection: K,
  where: Filter<K>,
  fields?: readonly F[],
): AsyncGenerator<Found<Doc<K>, F>> {
  const filter: object = where
  for (let after = ''; ;) {
    const page = await ctx.db.find(collection as CollectionName, {
      where: { ...filter, _id: ctx.db._.gt(after) },
      orderBy: [['_id', 'asc']],
      limit: PAGE,
      ...(fields && { fields: fields as readonly string[] as readonly '_id'[] }),
    })
    yield* page as Document[] as Found<Doc<K>, F>[]
    if (page.length < PAGE) return
    after = page.at(-1)?._id ?? ''
  }
}

export const allEntries = (ctx: Context) => all(ctx, 'ledger', {})
export const allAccounts = (ctx: Context) => all(ctx, 'accounts', {})
export const allStatements = (ctx: Context) => all(ctx, 'statements', {})
export const allCommissions = (ctx: Context) => all(ctx, 'commissions', {})

export type PaidOrder = Pick<
  OrderDoc,
  '_id' | 'lines' | 'freightFen' | 'chain' | 'policy' | 'refunds' | 'paidAt' | 'owed'
>

/** Every order that was paid. */
export const allPaidOrders = (ctx: Context) =>
  all(ctx, 'orders', { paidAt: ctx.db._.gt(0) }, [
    'lines',
    'freightFen',
    'chain',
    'policy',
    'refunds',
    'paidAt',
    'owed',
  ])
