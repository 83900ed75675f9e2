import type { Context } from './context'
import type { CollectionName, Doc, FieldPath } from './collections'
import type { Filter, Found } from './database'
import { behind, rowPlace, sortOf, type FindRows, type Place } from './page'

const ROWS = 500

export interface WalkOptions<K extends CollectionName, F extends FieldPath<Doc<K>> = never> {
  readonly where?: Filter<K>
  /** The field whose order is followed, from its least value on; `_id` when absent. */
  readonly by?: FieldPath<Doc<K>>
  /** `by` has to be among them. */
  readonly fields?: readonly F[]
  /** Goes on behind the row of this `_id` (only when walked by `_id`). */
  readonly after?: string
  /** Rows of one read, at most 1,000. */
  readonly rows?: number
}

/**
 * Everything in a collection that fits, a page at a time: one round trip each, served by an index that ends with `by`
 * and `_id`. What comes or goes on the way neither hides nor repeats a row that stays. Whoever notes the `_id` of the
 * last row may go on from there another time.
 */
export async function* eachPage<K extends CollectionName, const F extends FieldPath<Doc<K>> = never>(
  ctx: Context,
  collection: K,
  { where = {}, by, fields, after, rows = ROWS }: WalkOptions<K, F> = {},
): AsyncGenerator<Found<Doc<K>, F>[]> {
  const order = { by: by ?? '_id', direction: 'asc' } as const
  const find = ctx.db.find as unknown as FindRows
  let from: Place | undefined = after === undefined ? undefined : { at: after, id: after }
  for (;;) {
    const page = await find(collection, {
      where: behind(ctx, where, order, from),
      orderBy: sortOf(order),
      limit: rows,
      ...(fields && { fields }),
    })
    const last = page.at(-1)
    if (last) yield page as unknown as Found<Doc<K>, F>[]
    if (!last || page.length < rows) return
    from = page.map((row) => rowPlace(row, order.by)).findLast((place) => place !== undefined)
    if (!from) throw new TypeError(`${last._id} has no ${order.by}`)
  }
}
