import type { Context } from '../context'
import { fieldKey } from '../field-key'
import type { Doc } from '../collections'
import type { Hold, Holding, HoldingCollection, HoldStore } from './model'

/** The most documents that one read brings. */
const READ_LIMIT = 1_000

/** What a document says about one owner. */
export type Piece = Pick<Holding, '_id' | 'shard' | 'available'> & { holds?: Record<string, Hold> }

const fieldsOf = (owner: string) => ['shard', 'available', `holds.${fieldKey(owner)}`] as const

/** What one document says about an owner: one trip. */
export async function pieceOf<K extends HoldingCollection>(
  ctx: Context,
  { collection }: HoldStore<K>,
  id: string,
  owner: string,
): Promise<Piece | undefined> {
  const where = { _id: id }
  const [found] = await ctx.db.find(collection as HoldingCollection, {
    where,
    fields: fieldsOf(owner),
    limit: 1,
  })
  return found
}

/** What all documents of a thing say about an owner: one trip. */
export function piecesOf<K extends HoldingCollection>(
  ctx: Context,
  { collection, thing: field }: HoldStore<K>,
  thing: string,
  owner: string,
): Promise<Piece[]> {
  const where = { [field]: thing }
  return ctx.db.find(collection as HoldingCollection, { where, fields: fieldsOf(owner), limit: READ_LIMIT })
}

/** Documents with something older than `before` that has not been looked at, oldest first. */
export function findWatched<K extends HoldingCollection>(
  ctx: Context,
  { collection }: HoldStore<K>,
  before: number,
  limit: number,
): Promise<Doc<K>[]> {
  const found = ctx.db.find(collection as HoldingCollection, {
    where: { watchAt: ctx.db._.lte(before) },
    orderBy: [['watchAt', 'asc']],
    limit,
  })
  return found as Promise<Doc<K>[]>
}
