import { byId, IDS_AT_ONCE } from '../../../platform/by-id'
import type { Context } from '../../../platform/context'
import type { CollectionName } from '../../../platform/collections'
import type { Document } from '../../../platform/database'
import { eachPage } from '../../../platform/each'
import type { FindRows } from '../../../platform/page'
import type { CommissionDoc } from '../../distribution/commission'
import type { AccountDoc, LedgerEntry, StatementDoc } from '../ledger/ledger.model'
import type { QuotaDoc } from '../../marketing/quota'
import { BOOKED_FIELDS, type AuditDoc, type BookedOrder } from './audit.model'

const AUDITS = 'audits'
/** Groups of one sum: five accounts of each of the people whom one query names. */
const MOST_GROUPS = 5 * IDS_AT_ONCE

/** A place in a walk: behind this id, so many rows a page. */
export interface From {
  readonly after: string | undefined
  readonly rows: number
}

export const eachEntry = (ctx: Context, from: From) => eachPage(ctx, 'ledger', from)
export const eachAccount = (ctx: Context, from: From) => eachPage(ctx, 'accounts', from)
export const eachStatement = (ctx: Context, from: From) => eachPage(ctx, 'statements', from)
export const eachCommission = (ctx: Context, from: From) => eachPage(ctx, 'commissions', from)
export const eachDistributor = (ctx: Context, from: From) =>
  eachPage(ctx, 'distributors', { ...from, fields: ['_id'] })
export const eachQuota = (ctx: Context, from: From) => eachPage(ctx, 'quotas', from)
/** All orders: the index that knows the paid ones does not have them in the order of a walk. */
export const eachOrder = (ctx: Context, from: From) =>
  eachPage(ctx, 'orders', { ...from, fields: BOOKED_FIELDS })

/** The documents with these ids, as far as they exist. */
async function byIds<T extends Document>(
  ctx: Context,
  collection: CollectionName,
  ids: readonly string[],
  fields?: readonly string[],
): Promise<T[]> {
  const find = ctx.db.find as unknown as FindRows
  const found = await byId(ids, (part) => {
    const where = { _id: ctx.db._.in(part) }
    return find(collection, { where, limit: part.length, ...(fields && { fields }) }) as Promise<T[]>
  })
  return [...found.values()]
}

export const findEntries = (ctx: Context, ids: readonly string[]) => byIds<LedgerEntry>(ctx, 'ledger', ids)
export const findAccounts = (ctx: Context, ids: readonly string[]) => byIds<AccountDoc>(ctx, 'accounts', ids)
export const findStatements = (ctx: Context, ids: readonly string[]) =>
  byIds<StatementDoc>(ctx, 'statements', ids)
export const findCommissions = (ctx: Context, ids: readonly string[]) =>
  byIds<CommissionDoc>(ctx, 'commissions', ids)
export const findDistributorIds = (ctx: Context, ids: readonly string[]) =>
  byIds<Document>(ctx, 'distributors', ids, ['_id'])
export const findQuotas = (ctx: Context, ids: readonly string[]) => byIds<QuotaDoc>(ctx, 'quotas', ids)
export const findOrders = (ctx: Context, ids: readonly string[]) =>
  byIds<BookedOrder>(ctx, 'orders', ids, BOOKED_FIELDS)

/**
 * The keys of settlements that have taken something or have statements, in their order. No `eachPage`: it walks the
 * rows of one collection, and these are the values, each once, that a field has in two.
 */
export async function* eachCycle(ctx: Context, { after = '' }: From): AsyncGenerator<Document[]> {
  for (let last = after; ;) {
    const next = {
      where: { cycle: ctx.db._.gt(last) },
      orderBy: [['cycle', 'asc']],
      fields: ['cycle'],
      limit: 1,
    } as const
    const found = await Promise.all([ctx.db.find('commissions', next), ctx.db.find('statements', next)])
    const [cycle] = found
      .flat()
      .flatMap((row) => row.cycle ?? [])
      .sort()
    if (cycle === undefined) return
    yield [{ _id: cycle }]
    last = cycle
  }
}

/** Fen by a distributor. */
export type Fen = ReadonlyMap<string, number>

interface Row<K = string> {
  _id: K
  fen: number
}

const toFen = (rows: readonly Row[]): Fen => new Map(rows.map(({ _id, fen }) => [_id, fen]))

/** What stands in the ledger for these people (at most 500), by person and account. */
export async function sumPostings(
  ctx: Context,
  people: readonly string[],
): Promise<{ distributorId: string; account: string; fen: number }[]> {
  const { _, $ } = ctx.db
  const rows = await ctx.db.aggregate<Row<{ distributorId: string; account: string }>>('ledger', (pipeline) =>
    pipeline
      .match({ distributorIds: _.in([...people]) })
      .unwind('$postings')
      .match({ 'postings.distributorId': _.in([...people]) })
      .group({
        _id: { distributorId: '$postings.distributorId', account: '$postings.account' },
        fen: $.sum('$postings.fen'),
      })
      .limit(MOST_GROUPS),
  )
  return rows.map(({ _id, fen }) => ({ ..._id, fen }))
}

/** What commissions have accrued for these people. */
export async function sumAccrued(ctx: Context, people: readonly string[]): Promise<Fen> {
  const { _, $ } = ctx.db
  const rows = await ctx.db.aggregate<Row>('commissions', (pipeline) =>
    pipeline
      .match({ distributorIds: _.in([...people]) })
      .project({ 'shares.distributorId': 1, 'shares.amountFen': 1 })
      .unwind('$shares')
      .match({ 'shares.distributorId': _.in([...people]) })
      .group({ _id: '$shares.distributorId', fen: $.sum('$shares.amountFen') })
      .limit(MOST_GROUPS),
  )
  return toFen(rows)
}

/** What refunds have taken back from these people before a settlement. */
export async function sumReversed(ctx: Context, people: readonly string[]): Promise<Fen> {
  const { _, $ } = ctx.db
  const rows = await ctx.db.aggregate<Row>('commissions', (pipeline) =>
    pipeline
      .match({ distributorIds: _.in([...people]) })
      .project({ reversals: $.objectToArray('$reversals') })
      .unwind('$reversals')
      .match({ 'reversals.v.stage': 'pending' })
      .unwind('$reversals.v.amounts')
      .match({ 'reversals.v.amounts.distributorId': _.in([...people]) })
      .group({ _id: '$reversals.v.amounts.distributorId', fen: $.sum('$reversals.v.amounts.fen') })
      .limit(MOST_GROUPS),
  )
  return toFen(rows)
}

/** What posted statements have taken out of `pending` of these people. */
export async function sumPosted(ctx: Context, people: readonly string[]): Promise<Fen> {
  const { _, $ } = ctx.db
  const rows = await ctx.db.aggregate<Row>('statements', (pipeline) =>
    pipeline
      .match({ distributorId: _.in([...people]), state: 'posted' })
      .group({ _id: '$distributorId', fen: $.sum('$grossFen') })
      .limit(MOST_GROUPS),
  )
  return toFen(rows)
}

/**
 * What was taken of these quotas (at most 500), over all their documents: of each limit what cannot be had any more.
 */
export async function sumTaken(ctx: Context, quotaIds: readonly string[]): Promise<Map<string, number>> {
  const { _, $ } = ctx.db
  const rows = await ctx.db.aggregate<{ _id: string; limit: number; available: number }>(
    'quotas',
    (pipeline) =>
      pipeline
        .match({ quotaId: _.in([...quotaIds]) })
        .group({ _id: '$quotaId', limit: $.sum('$limit'), available: $.sum('$available') })
        .limit(MOST_GROUPS),
  )
  return new Map(rows.map(({ _id, limit, available }) => [_id, limit - available]))
}

export function readAudit(ctx: Context, day: string): Promise<AuditDoc | null> {
  return ctx.db.get(AUDITS, day)
}

/** `false` when the day's check has begun already. */
export function insertAudit(ctx: Context, audit: AuditDoc): Promise<boolean> {
  return ctx.db.insert(AUDITS, audit)
}

/** Notes how far a check has come; `false` when somebody else has noted something since. */
export async function noteAudit(ctx: Context, audit: AuditDoc): Promise<boolean> {
  const { _ } = ctx.db
  const { _id, revision, found, after, againAt, finishedAt, ...rest } = audit
  const changed = await ctx.db.change(
    AUDITS,
    { _id, revision },
    {
      ...rest,
      found: _.set(found),
      after: after ?? _.remove(),
      againAt: againAt ?? _.remove(),
      finishedAt: finishedAt ?? _.remove(),
      revision: revision + 1,
    },
  )
  return changed === 1
}

/** The latest check that is done. */
export async function newestAudit(ctx: Context): Promise<AuditDoc | undefined> {
  const [latest] = await ctx.db.find(AUDITS, {
    where: { state: 'done' },
    orderBy: [['_id', 'desc']],
    limit: 1,
  })
  return latest
}
