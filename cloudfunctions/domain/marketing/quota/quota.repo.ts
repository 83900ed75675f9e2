import type { Context } from '../../../platform/context'
import { byId } from '../../../platform/by-id'
import type { Doc } from '../../../platform/collections'
import type { QuotaDoc } from './quota.model'

const QUOTAS = 'quotas'

/** The most documents that one read brings. */
const READ_LIMIT = 1_000

/** What a document says in numbers; who holds what may be long, and follows: held = limit − available − used. */
export type QuotaNumbers = Pick<QuotaDoc, '_id' | 'quotaId' | 'shard' | 'limit' | 'available' | 'used'>

/** The numbers of all documents of quotas, in the order of their shards: one trip. @throws RangeError for too many */
export async function findQuotas(ctx: Context, quotaIds: readonly string[]): Promise<QuotaNumbers[]> {
  const found = await ctx.db.find(QUOTAS, {
    where: { quotaId: ctx.db._.in([...quotaIds]) },
    fields: ['quotaId', 'shard', 'limit', 'available', 'used'],
    limit: READ_LIMIT,
  })
  if (found.length === READ_LIMIT) throw new RangeError(`too many quotas at once: ${quotaIds.length}`)
  return found.sort((a, b) => a.shard - b.shard)
}

/** `false` when it is there already. */
export function insertQuota(ctx: Context, document: QuotaDoc): Promise<boolean> {
  return ctx.db.insert(QUOTAS, document)
}

/** Raises or lowers the limit of one document, as far as what it has left allows; only from the limit that was seen. */
export async function shiftLimit(
  ctx: Context,
  { _id, limit }: Pick<QuotaNumbers, '_id' | 'limit'>,
  delta: number,
): Promise<boolean> {
  const { _ } = ctx.db
  const changed = await ctx.db.change(
    QUOTAS,
    { _id, limit, available: _.gte(Math.max(0, -delta)) },
    { limit: _.inc(delta), available: _.inc(delta), rev: _.inc(1) },
  )
  return changed > 0
}

interface Row {
  _id: string
  amount: number
}

/** What orders have taken of these quotas: what those that are not closed need, less what their refunds gave back. */
export async function takenByOrders(
  ctx: Context,
  quotaIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { _, $ } = ctx.db
  const named = _.in([...quotaIds])
  const [took, gaveBack] = await Promise.all([
    ctx.db.aggregate<Row>('orders', (pipeline) =>
      pipeline
        .match({ 'quotas.quotaId': named, state: _.neq('closed') })
        .project({ quotas: 1 })
        .unwind('$quotas')
        .match({ 'quotas.quotaId': named })
        .group({ _id: '$quotas.quotaId', amount: $.sum('$quotas.amount') })
        .limit(quotaIds.length),
    ),
    ctx.db.aggregate<Row>('orders', (pipeline) =>
      pipeline
        .match({ 'quotas.quotaId': named, refunded: true })
        .project({ refunds: $.objectToArray('$refunds') })
        .unwind('$refunds')
        .unwind('$refunds.v.quotas')
        .match({ 'refunds.v.quotas.quotaId': named })
        .group({ _id: '$refunds.v.quotas.quotaId', amount: $.sum('$refunds.v.quotas.amount') })
        .limit(quotaIds.length),
    ),
  ])
  const taken = new Map(took.map(({ _id, amount }) => [_id, amount]))
  for (const { _id, amount } of gaveBack) taken.set(_id, (taken.get(_id) ?? 0) - amount)
  return taken
}

/** What the sweep has to know of an order. */
export type HoldingOrder = Pick<Doc<'orders'>, '_id' | 'state' | 'owed' | 'quotas'>

/** The orders with these numbers, as far as they exist. */
export function findHoldingOrders(
  ctx: Context,
  orderIds: readonly string[],
): Promise<Map<string, HoldingOrder>> {
  return byId(orderIds, (ids) =>
    ctx.db.find('orders', {
      where: { _id: ctx.db._.in(ids) },
      fields: ['state', 'owed', 'quotas'],
      limit: ids.length,
    }),
  )
}
