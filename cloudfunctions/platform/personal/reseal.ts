import type { RawDatabase } from '../database'
import type { Stored } from '../untyped'
import { eachOf } from '../work'
import { sealedWith, type Personal, type Sealed } from './personal'

/** Seals what stands under keys of before anew, under the one of now: then these keys are needed no more. */

const PAGE = 200
const AT_ONCE = 8
/** Functions that are started before a deployment end within a minute; a pass takes as long. */
const MOST_PASSES = 20

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

interface Run {
  db: RawDatabase
  personal: Personal
  /** Of the key that seals. */
  keyId: string
}

/**
 * Seals what stands in these collections anew, and looks again until a whole pass has found nothing of a key of before:
 * functions of before may put something behind where it has looked. It may die and be started again, and by several at
 * once.
 *
 * @throws Error when there is always more: somebody still seals with a key of before
 */
export async function resealAll(run: Run, collections: readonly string[]): Promise<Resealed> {
  let texts = 0
  for (let passes = 0; passes < MOST_PASSES; passes++) {
    const { found, ...pass } = await passOver(run, collections)
    texts += pass.texts
    if (found === 0) return { texts, unreadable: pass.unreadable }
  }
  throw new Error(`After ${MOST_PASSES} passes something was still sealed with a key of before: who does it?`)
}

/**
 * Walks by `_id`, once. Each text is one conditional update: what somebody writes meanwhile stays.
 * @returns `found`: texts under keys of before that open, whoever has sealed them anew
 */
async function passOver(
  { db, personal, keyId }: Run,
  collections: readonly string[],
): Promise<Resealed & { found: number }> {
  const done = { texts: 0, unreadable: 0, found: 0 }
  const one = async (collection: string, document: Stored) => {
    for (const [path, sealed] of sealedIn(document)) {
      if (sealedWith(sealed) === keyId) continue
      const place = { in: collection, of: document._id, at: path }
      const value = personal.open(place, sealed)
      if (value === undefined) done.unreadable += 1
      else {
        done.found += 1
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
