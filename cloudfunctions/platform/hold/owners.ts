import type { Doc } from '../collections'
import type { Document } from '../database'
import { readEntry, type Owing } from '../owed'
import type { HoldingCollection } from './model'
import type { Owners } from './sweep'

/** Ids of one read. */
const AT_ONCE = 500

/** Documents by their id, as far as they exist: one trip for each 500. */
export async function byId<D extends Document>(
  ids: readonly string[],
  find: (ids: string[]) => Promise<D[]>,
): Promise<Map<string, D>> {
  const found = new Map<string, D>()
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    for (const document of await find(ids.slice(from, from + AT_ONCE))) found.set(document._id, document)
  }
  return found
}

/**
 * What is known of owners that are documents with effects (orders). One is live on its hold while it waits for what
 * decides it, and afterwards as long as it owes the effect that ends the hold.
 */
export function owingOwners<K extends HoldingCollection, O extends Pick<Owing, '_id' | 'owed'>>(
  owners: ReadonlyMap<string, O>,
  {
    wants,
    waits,
    ends,
    givesBack,
  }: {
    /** Whether it wants something of what stands in this document. */
    wants(owner: O, document: Doc<K>): boolean
    /** Whether it is open yet how its hold ends. */
    waits(owner: O): boolean
    /** The effects that end its hold. */
    readonly ends: readonly string[]
    /** The effect that gives back what was used. */
    readonly givesBack: string
  },
): Owners<K> {
  return {
    isLive(id, document) {
      const owner = owners.get(id)
      if (!owner || !wants(owner, document)) return false
      return waits(owner) || owner.owed.some((entry) => ends.includes(entry))
    },
    mayRepeat: (id) => owners.get(id)?.owed.some((entry) => readEntry(entry).effect === givesBack) ?? false,
  }
}
