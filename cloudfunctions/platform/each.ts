import type { Context } from './context'
import type { Document, Filter } from './database'
import { behind, rowPlace, sortOf, type Place } from './page'

const ROWS = 500

export interface WalkOptions {
  readonly where?: Filter
  /** The field whose order is followed, from its least value on; `_id` when absent. */
  readonly by?: string
  /** `by` has to be among them. */
  readonly fields?: readonly string[]
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
export async function* eachPage<T extends Document>(
  ctx: Context,
  collection: string,
  { where = {}, by = '_id', fields, after, rows = ROWS }: WalkOptions = {},
): AsyncGenerator<T[]> {
  const order = { by, direction: 'asc' } as const
  let from: Place | undefined = after === undefined ? undefined : { at: after, id: after }
  for (;;) {
    const page = await ctx.db.find<T>(collection, {
      where: behind(ctx, where, order, from),
      orderBy: sortOf(order),
      limit: rows,
      ...(fields && { fields }),
    })
    const last = page.at(-1)
    if (last) yield page
    if (!last || page.length < rows) return
    from = rowPlace(last, by)
  }
}
