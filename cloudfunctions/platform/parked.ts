import type { Doc } from './collections'
import type { Context } from './context'
import { payOwed, type EffectTable, type Owing, type OwingCollection } from './owed'
import { leavingTrail, type Deed } from './trail'
import { behind, cutPage, PAGE_SIZE, placeOf, sortOf, type FindRows, type Page, type Place } from './page'

/** What has failed so often that somebody should look, over all collections whose documents owe. */

/** What is shown of a document that has something parked. */
export type Parked = Pick<Owing, '_id' | 'owed' | 'retries'> & Required<Pick<Owing, 'parkedAt'>>

/** A collection whose documents owe (`owing` in `x.effects.ts`). */
export interface OwingKind {
  readonly collection: OwingCollection
  /** What a document is called by the merchant. */
  called(id: string): string
  /** What an effect does, in the merchant's words; nothing for one that nobody knows any more. */
  whatOf(ctx: Context, effect: string): string | undefined
  /**
   * Carries out now what a document owes that has something parked. Answers the document as it stands then, `undefined`
   * when there is none.
   */
  retry(ctx: Context, id: string): Promise<Owing | undefined>
}

declare module './context' {
  interface Seams {
    readonly owing: readonly OwingKind[]
  }
}

export function owingKind<K extends OwingCollection>(
  collection: K,
  called: (id: string) => string,
  effects: (ctx: Context) => EffectTable<Doc<K>>,
): OwingKind {
  return {
    collection,
    called,
    whatOf(ctx, effect) {
      const table = effects(ctx)
      return Object.hasOwn(table, effect) ? table[effect]?.what : undefined
    },
    async retry(ctx, id) {
      const name: OwingCollection = collection
      const now = ctx.clock.now()
      const deed: Deed = {
        kind: 'money',
        what: '重试停住的事',
        subject: { id, name: called(id) },
        changes: [],
        key: `${collection} ${id} ${now}`,
      }
      // Due now, whatever becomes of the try that follows.
      const document = await leavingTrail(ctx, deed, (part) =>
        ctx.db.changeAndGet(name, { _id: id, parkedAt: ctx.db._.gt(0) }, { owedAt: now, ...part }),
      )
      if (document) await payOwed(ctx, collection, document as Doc<K>, effects(ctx), { backOff: true })
      return (await ctx.db.get(name, id)) ?? undefined
    },
  }
}

const LIST = 'parked'
const ORDER = { by: 'parkedAt', direction: 'asc' } as const
const FIELDS = ['owed', 'retries', 'parkedAt'] as const

/**
 * A page of what is parked: collection by collection, the longest first. A round trip for each collection that the
 * page reaches.
 * @throws AppError BAD_INPUT for a foreign cursor
 */
export async function pageOfParked(
  ctx: Context,
  cursor: string | undefined,
): Promise<Page<{ kind: OwingKind; document: Parked }>> {
  const from = cursor === undefined ? undefined : readPlace(placeOf(ctx, LIST, cursor))
  const find = ctx.db.find as unknown as FindRows
  const found: { kind: OwingKind; document: Parked }[] = []
  for (const kind of inOrder(ctx)) {
    if (found.length > PAGE_SIZE || (from && kind.collection < from.collection)) continue
    const documents = await find(kind.collection, {
      where: behind(
        ctx,
        { parkedAt: ctx.db._.gt(0) },
        ORDER,
        kind.collection === from?.collection ? from : undefined,
      ),
      orderBy: sortOf(ORDER),
      fields: FIELDS,
      limit: PAGE_SIZE + 1 - found.length,
    })
    found.push(...(documents as Parked[]).map((document) => ({ kind, document })))
  }
  return cutPage(ctx, LIST, found, ({ kind, document }) => ({
    at: document.parkedAt,
    id: `${kind.collection} ${document._id}`,
  }))
}

const inOrder = ({ seams }: Context): OwingKind[] =>
  [...seams.owing].sort((a, b) => (a.collection < b.collection ? -1 : 1))

/** The `_id` of a place in this list begins with the collection. */
function readPlace({ at, id }: Place): Place & { collection: string } {
  const space = id.indexOf(' ')
  return { at, id: id.slice(space + 1), collection: id.slice(0, space) }
}
