import type { Doc, Value } from '../value/types'

/** Tells whether a document matches. */
export type Predicate = (doc: Doc) => boolean

/** Tells whether one value, or undefined for a missing field, matches. */
export type ValueTest = (value: Value | undefined) => boolean

/** What one path of a query demands, in a form an index can serve. Each is necessary, not always sufficient. */
export type Bound =
  | { readonly kind: 'points'; readonly values: readonly Value[] }
  | { readonly kind: 'low' | 'high'; readonly value: Value; readonly inclusive: boolean }

/** A compiled query. */
export interface Query {
  readonly matches: Predicate
  /** Demands by path, all of which must hold. */
  readonly bounds: ReadonlyMap<string, readonly Bound[]>
  /** Alternatives of which one must hold, for a union of index scans. */
  readonly alternatives: readonly Query[] | null
  /** True if the bounds say all there is to the query, for values which are no arrays. */
  readonly exact: boolean
  /** The `_id` when the query asks for exactly one. */
  readonly id: Value | undefined
  /** Which element of an array made a matching document match: what `$` in an update or projection means. */
  position(doc: Doc): number | undefined
}
