/**
 * The collections of the database. Each has one owner, the domain in whose `x.collections.ts` it stands: with the type
 * of its documents (added to `Collections` by declaration merging), its indexes, and the other domains that use it.
 * `cloudfunctions/collected/collections.ts` is all of them.
 */
export interface Collections {}

export type CollectionName = keyof Collections & string
/** The document of a collection. */
export type Doc<K extends CollectionName> = Collections[K]

/** How deep the path of a field is checked; what lies below is part of a value, not addressed by itself. */
type Deepest = 4

type Inner<D, Depth extends unknown[]> = Depth['length'] extends Deepest
  ? never
  : D extends string // What is sealed is one text, whatever lies in it.
    ? never
    : D extends readonly (infer E)[]
      ? `${number}` | Inner<E, Depth> | `${number}.${Inner<E, Depth>}`
      : D extends object
        ? Below<D, Depth>
        : never

type Below<D, Depth extends unknown[]> = {
  [P in keyof D & string]: P | `${P}.${Inner<NonNullable<D[P]>, [...Depth, unknown]>}`
}[keyof D & string]

/**
 * The dotted paths of a document's fields: `binding.boundAt`, `refunds.${string}` of a record, `lines.skuId` and
 * `shares.${number}.fen` of a list. Of several documents the paths that all of them have.
 */
export type FieldPath<D> = Below<D, []>

type IndexKey<D> = FieldPath<D> | `-${FieldPath<D>}`
/** The fields of an index in their order, `-` before one that descends; `unique` when no two documents may agree. */
export type Index<D> = readonly IndexKey<D>[] | { readonly unique: readonly IndexKey<D>[] }

export interface CollectionSpec<D> {
  /** The version of the document's shape; a migration raises it. */
  readonly version: number
  /** The other domains that read it, or take its documents from its owner. */
  readonly readers?: readonly string[]
  /** The other domains that change it; they may read it, too. */
  readonly writers?: readonly string[]
  /** It holds sealed values (`platform/personal`): another key has to seal them anew. */
  readonly personal?: true
  readonly indexes: Readonly<Record<string, Index<D>>>
}

/** What a `x.collections.ts` exports as `collections`. */
export type CollectionSpecs = { readonly [K in CollectionName]?: CollectionSpec<Doc<K>> }

/** A collection with its indexes as CloudBase's API takes them. */
export interface CollectionIndexes {
  readonly collection: string
  readonly indexes: {
    readonly IndexName: string
    readonly MgoKeySchema: {
      readonly MgoIsUnique: boolean
      readonly MgoIndexKeys: { readonly Name: string; readonly Direction: '1' | '-1' }[]
    }
  }[]
}

/**
 * The collections without what a migration may have to bring first: no two documents may lack a unique field, so such
 * an index stands only once it is in all of them.
 */
export function withoutUniqueIndexes(all: readonly CollectionIndexes[]): CollectionIndexes[] {
  return all.map(({ collection, indexes }) => ({
    collection,
    indexes: indexes.filter(({ MgoKeySchema }) => !MgoKeySchema.MgoIsUnique),
  }))
}

/** The collections as CloudBase's API and the local cloud take them. */
export function indexesOf(
  specs: Readonly<Record<string, { readonly indexes: Readonly<Record<string, unknown>> }>>,
): CollectionIndexes[] {
  return Object.entries(specs).map(([collection, { indexes }]) => ({
    collection,
    indexes: Object.entries(indexes).map(([name, index]) => {
      const unique = !Array.isArray(index)
      const keys = (unique ? (index as { unique: string[] }).unique : index) as readonly string[]
      return {
        IndexName: name,
        MgoKeySchema: {
          MgoIsUnique: unique,
          MgoIndexKeys: keys.map((key) =>
            key.startsWith('-')
              ? { Name: key.slice(1), Direction: '-1' as const }
              : { Name: key, Direction: '1' as const },
          ),
        },
      }
    }),
  }))
}
