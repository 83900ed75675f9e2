import { AppError } from '@shared/contract/errors'
import * as z from 'zod'
import type { Context } from './context'
import type { CollectionName, Doc, FieldPath } from './collections'
import type { Filter, Found } from './database'
import { assertDefined, type UntypedFind } from './untyped'

/** A row of any list. */
export interface Row {
  readonly _id: string
}

/** A list of any collection: what is checked by its own types stands with who asks. */
export type FindRows = (collection: CollectionName, options: UntypedFind) => Promise<Row[]>

/**
 * Pages of lists. A list is sorted by a field and, among equals, by `_id`, and a page goes on strictly behind the last
 * row of the page before it: whatever leaves, enters or moves between two pages, a row that stays where it is stands
 * on exactly one of them.
 *
 * A cursor is that place, sealed. Its row may have an `_id` that the reader must not know (a customer's openid, the
 * order number of a commission), so it cannot be told; a digest of it would say where to go on only to who finds the
 * row again, which may have left the list; and a second, public id would have to be stored and indexed for each list.
 */

/** Rows on one page of any list. */
export const PAGE_SIZE = 20
/** Rows of one read when a whole page of them has no place. */
const ROWS_MOST = 1_000

export type Direction = 'asc' | 'desc'

/**
 * How rows are sorted: by the field `by` (a path), and among equals by `_id`. A row without it, which somebody wrote by
 * hand, stands on no page.
 */
export interface PageOrder {
  readonly by: string
  readonly direction: Direction
  /** Of `_id` among equals, as the index has it; like `direction` when absent. */
  readonly ties?: Direction
}

/** A place in a list: the field's value and the `_id` of a row. */
export interface Place {
  readonly at: number | string
  readonly id: string
}

export interface PageQuery<K extends CollectionName, F extends FieldPath<Doc<K>> = never> extends PageOrder {
  /** Names the list; the cursor of another one is refused. */
  readonly list: string
  readonly by: FieldPath<Doc<K>>
  readonly where: Filter<K>
  /** The order's field has to be among them. */
  readonly fields?: readonly F[]
}

export interface Page<T> {
  items: T[]
  /** Absent on the last page. */
  nextCursor?: string
}

/**
 * One page of a list: one round trip (two when a page of rows has no place in the list), served by an index that ends
 * with the order's field and `_id`.
 * @throws AppError BAD_INPUT for a cursor that was not made for this list
 */
export async function readPage<K extends CollectionName, const F extends FieldPath<Doc<K>> = never>(
  ctx: Context,
  collection: K,
  query: PageQuery<K, F>,
  cursor: string | undefined,
): Promise<Page<Found<Doc<K>, F>>> {
  const { list, where, fields, ...order } = query
  const from = cursor === undefined ? undefined : placeOf(ctx, list, cursor)
  const find = ctx.db.find as unknown as FindRows
  const read = (limit: number) =>
    find(collection, {
      where: behind(ctx, where, order, from),
      orderBy: sortOf(order),
      limit,
      ...(fields && { fields }),
    })
  const placeOfRow = (row: Row) => rowPlace(row, order.by)
  let found = await read(PAGE_SIZE + 1)
  // Rows without a place come first in some orders, and nothing says how many they are.
  if (found.length > PAGE_SIZE && !found.slice(0, PAGE_SIZE).some(placeOfRow)) {
    found = (await read(ROWS_MOST)).filter(placeOfRow)
  }
  const page = cutPage(ctx, list, found, placeOfRow)
  return page as unknown as Page<Found<Doc<K>, F>>
}

/** Cuts what was found (one row more than a page, if there are more) to a page. A row without a place is left out. */
export function cutPage<T>(
  ctx: Context,
  list: string,
  found: readonly T[],
  placeOfRow: (row: T) => Place | undefined,
): Page<T> {
  const first = found.slice(0, PAGE_SIZE)
  const items = first.filter((row) => placeOfRow(row) !== undefined)
  if (items.length < first.length) ctx.log.error('page.no_place', { list, rows: first.length - items.length })
  const last = items.at(-1)
  const place = last && placeOfRow(last)
  if (found.length <= PAGE_SIZE || !place) return { items }
  const { at, id } = place
  return { items, nextCursor: ctx.seal.close(list, JSON.stringify([at, id])) }
}

const sealed = z.tuple([z.union([z.number(), z.string()]), z.string()])

/** @throws AppError BAD_INPUT for a cursor that `cutPage` did not make for this list */
export function placeOf(ctx: Context, list: string, cursor: string): Place {
  const text = ctx.seal.open(list, cursor)
  if (text === undefined) throw new AppError('BAD_INPUT')
  const [at, id] = sealed.parse(JSON.parse(text))
  return { at, id }
}

/** What `orderBy` takes for an order. */
export function sortOf({ by, direction, ties = direction }: PageOrder): [string, Direction][] {
  return by === '_id'
    ? [['_id', direction]]
    : [
        [by, direction],
        ['_id', ties],
      ]
}

/** The rows of `where` that come behind a place, or all of them. */
export function behind(
  ctx: Context,
  where: object,
  { by, direction, ties = direction }: PageOrder,
  from: Place | undefined,
): object {
  assertDefined(where)
  if (!from) return where
  const { _ } = ctx.db
  const after = (way: Direction, value: unknown) => (way === 'asc' ? _.gt(value) : _.lt(value))
  if (by === '_id') return _.and([where, { _id: after(direction, from.id) }]) as unknown as object
  const { at, id } = from
  // The first bound says the same once more, in the words that an index understands.
  const bound = { [by]: direction === 'asc' ? _.gte(at) : _.lte(at) }
  const beyond = _.or([{ [by]: after(direction, at) }, { _id: after(ties, id) }])
  return _.and([where, bound, beyond]) as unknown as object
}

/** The place of a row; none when it lacks the field that it is sorted by. */
export function rowPlace(row: Row, by: string): Place | undefined {
  const at = by
    .split('.')
    .reduce<unknown>((part, name) => (part as Record<string, unknown> | null)?.[name], row)
  return typeof at === 'number' || typeof at === 'string' ? { at, id: row._id } : undefined
}
