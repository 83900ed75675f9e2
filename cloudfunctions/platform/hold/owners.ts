import type { Doc } from '../collections'
import { readEntry, type Owing } from '../owed'
import type { HoldingCollection } from './model'
import type { Owners } from './sweep'

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
