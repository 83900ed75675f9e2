import type { RawDatabase } from '../database'
import type { Stored } from '../untyped'
import { eachOf } from '../work'
import { sealedWith, type Personal, type Sealed } from './personal'

/** Seals what stands under keys of before anew, under the one of now: then these keys are needed no more. */

const PAGE = 200
const AT_ONCE = 8

/** The sealed texts of a document by the path of their field. */
export function sealedIn(document: object): [path: string, sealed: Sealed<object>][] {
  return Object.entries(document).flatMap(([name, value]: [string, unknown]) => {
    if (sealedWith(value) !== undefined) return [[name, value as Sealed<object>]]
    if (typeof value !== 'object' || value === null) return []
    return sealedIn(value).map(([path, sealed]): [string, Sealed<object>] => [`${name}.${path}`, sealed])
  })
}

export interface Resealed {
  /** Texts that are under the key of now and were not. */
  texts: number
  /** Texts that no key opens: left as they are. */
  unreadable: number
}

/**
 * Walks these collections by `_id`. Each text is one conditional update: what somebody writes meanwhile stays. It may
 * die and be started again, and by several at once.
 *
 * @param keyId of the key that seals
 */
export async function resealAll(
  { db, personal, keyId }: { db: RawDatabase; personal: Personal; keyId: string },
  collections: readonly string[],
): Promise<Resealed> {
  const done: Resealed = { texts: 0, unreadable: 0 }
  const one = async (collection: string, document: Stored) => {
    for (const [path, sealed] of sealedIn(document)) {
      if (sealedWith(sealed) === keyId) continue
      const place = { in: collection, of: document._id, at: path }
      const value = personal.open(place, sealed)
      if (value === undefined) done.unreadable += 1
      else {
        const change = { [path]: personal.seal(place, value) }
        const changed = await db.change(collection, { _id: document._id, [path]: sealed }, change)
        done.texts += changed
      }
    }
  }
  for (const collection of collections) {
    for (let after: string | undefined = ''; after !== undefined;) {
      const page: Stored[] = await db.find(collection, {
        where: { _id: db._.gt(after) },
        orderBy: [['_id', 'asc']],
        limit: PAGE,
      })
      const failures: unknown[] = []
      await eachOf(page, AT_ONCE, (document) =>
        one(collection, document).catch((error: unknown) => void failures.push(error)),
      )
      if (failures.length > 0) throw failures[0]
      after = page.length < PAGE ? undefined : page.at(-1)?._id
    }
  }
  return done
}
