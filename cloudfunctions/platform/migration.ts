import type { CollectionName } from './collections'
import type { Personal } from './personal'

/** What a migration makes of a document: fields by path, set whole, and fields that go. */
export interface Migrated {
  readonly set?: Readonly<Record<string, unknown>>
  readonly remove?: readonly string[]
}

/** Brings the documents of one collection from one version of their shape to the next. */
export interface Migration<Old extends object = Readonly<Record<string, unknown>>> {
  /** The name of its file: `0001-what-it-does`. */
  readonly id: string
  readonly collection: CollectionName
  /** The version that documents have afterwards; it takes those of the version before. */
  readonly version: number
  /** What it changes, in a sentence for whoever deploys. */
  readonly what: string
  /** The fields that `change` looks at, by their names at the top level. */
  readonly reads: readonly (keyof Old & string)[]
  /**
   * True when what it sets follows from fields that functions of before go on writing without it. The run after the new
   * functions are there then reckons anew, too, for documents of the version that it leads to.
   */
  readonly again?: true
  /**
   * From a document of the version before (or, with `again`, of its own), with `_id` and the fields of `reads` only, to
   * what changes; `null` when nothing does but the version. Pure: the same document makes the same change (of what is
   * sealed another text with the same in it).
   *
   * `last`: no function of before runs any more, so that what these still needed may be written in its new form. With
   * `again` every document is met like that.
   */
  change(document: Old & { readonly _id: string }, last: boolean, personal: Personal): Migrated | null
}

/** Sets those of `fields` that are not like that already; `null` when all are. */
export function setWhatDiffers(document: object, fields: Readonly<Record<string, unknown>>): Migrated | null {
  const now = new Map<string, unknown>(Object.entries(document))
  const differing = Object.entries(fields).filter(
    ([name, value]) => JSON.stringify(now.get(name)) !== JSON.stringify(value),
  )
  return differing.length > 0 ? { set: Object.fromEntries(differing) } : null
}

/** A migration of documents whose old shape is `Old`, as far as it reads it. */
export function defineMigration<Old extends object>(migration: Migration<Old>): Migration {
  return migration as unknown as Migration
}
