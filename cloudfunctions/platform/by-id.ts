import type { Document } from './database'

/** Ids that one query names. */
export const IDS_AT_ONCE = 500

/** Documents by their id, as far as they exist: one trip for each 500 ids, each of which is asked for once. */
export async function byId<D extends Document>(
  ids: readonly string[],
  find: (ids: string[]) => Promise<D[]>,
): Promise<Map<string, D>> {
  const wanted = [...new Set(ids)]
  const found = new Map<string, D>()
  for (let from = 0; from < wanted.length; from += IDS_AT_ONCE) {
    for (const document of await find(wanted.slice(from, from + IDS_AT_ONCE)))
      found.set(document._id, document)
  }
  return found
}
