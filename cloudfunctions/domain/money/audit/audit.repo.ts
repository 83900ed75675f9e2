import type { Context } from '../../../platform/context'
import type { Document, Filter } from '../../../platform/database'
import type { CommissionDoc } from '../../distribution/commission'
import type { OrderDoc } from '../../sale/order/order.model'
import type { AccountDoc, LedgerEntry, StatementDoc } from '../ledger/ledger.model'

const PAGE = 500

/** Everything in a collection that fits `where`, in the order of the ids, a page at a time. */
async function* all<T extends Document>(
  ctx: Context,
  collection: string,
  where: Filter = {},
  fields?: readonly string[],
): AsyncGenerator<T> {
  for (let after = ''; ;) {
    const page: T[] = await ctx.db.find<T>(collection, {
      where: { ...where, _id: ctx.db._.gt(after) },
      orderBy: [['_id', 'asc']],
      limit: PAGE,
      ...(fields && { fields }),
    })
    yield* page
    if (page.length < PAGE) return
    after = page.at(-1)?._id ?? ''
  }
}

export const allEntries = (ctx: Context) => all<LedgerEntry>(ctx, 'ledger')
export const allAccounts = (ctx: Context) => all<AccountDoc>(ctx, 'accounts')
export const allStatements = (ctx: Context) => all<StatementDoc>(ctx, 'statements')
export const allCommissions = (ctx: Context) => all<CommissionDoc>(ctx, 'commissions')

export type PaidOrder = Pick<
  OrderDoc,
  '_id' | 'lines' | 'freightFen' | 'chain' | 'policy' | 'refunds' | 'paidAt' | 'owed'
>

/** Every order that was paid. */
export const allPaidOrders = (ctx: Context) =>
  all<PaidOrder>(ctx, 'orders', { paidAt: ctx.db._.gt(0) }, [
    'lines',
    'freightFen',
    'chain',
    'policy',
    'refunds',
    'paidAt',
    'owed',
  ])
