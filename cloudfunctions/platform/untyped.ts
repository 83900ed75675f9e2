/**
 * The operations of the database as they go over the wire, which knows no types of collections; what is stored of a
 * document beside its fields is visible here only.
 */

/**
 * The calls that the SDK sends with the id of the transaction they are made in. It forgets the id at
 * `where().update()`, `where().remove()`, `count()` and `aggregate()`, which therefore run outside and survive a
 * rollback: `Operations`, which work in and out of transactions, are made of these only.
 */
interface QueryInside {
  where(filter: object): QueryInside
  orderBy(field: string, direction: 'asc' | 'desc'): QueryInside
  skip(count: number): QueryInside
  limit(count: number): QueryInside
  field(fields: Record<string, boolean>): QueryInside
  get(): Promise<{ data: unknown }>
  updateAndReturn(change: object): Promise<{ updated?: number; doc?: unknown }>
}
export interface Inside {
  collection(name: string): QueryInside & {
    doc(id: string): { get(): Promise<{ data: unknown }> }
    add(document: { _id: string }): Promise<unknown>
  }
}
/** What every document is stored with: the version of its shape (see `CollectionSpec.version`). */
export interface Stored {
  _id: string
  /** Absent on documents from before there were versions, and on those written by hand: 1. */
  v?: number
  readonly [field: string]: unknown
}

export interface UntypedFind {
  where: object
  orderBy?: readonly (readonly [field: string, direction: 'asc' | 'desc'])[]
  limit: number
  skip?: number
  fields?: readonly string[]
}

export interface Untyped {
  get(name: string, id: string): Promise<Stored | null>
  find(name: string, options: UntypedFind): Promise<Stored[]>
  /** `false` when the id or a unique key is taken. */
  insert(name: string, document: object): Promise<boolean>
  changeAndGet(name: string, where: object, change: object): Promise<Stored | null>
}

/** True for a duplicate id or unique key, in whichever words the service says it. */
export function isDuplicate(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  return /E11000|duplicate/i.test(`${String(code)} ${String(message)}`)
}

/** The SDK drops `undefined` filters, which would widen the query: refuse them. */
export function assertDefined(where: object): void {
  for (const [field, value] of Object.entries(where)) {
    if (value === undefined) throw new TypeError(`filter on ${field} is undefined`)
  }
}

export function untypedOperations(source: Inside): Untyped {
  return {
    async get(name, id) {
      const { data } = await source.collection(name).doc(id).get()
      const found: unknown = Array.isArray(data) ? data[0] : data
      return (found as Stored | undefined) ?? null
    },
    async find(name, options) {
      assertDefined(options.where)
      let query = source.collection(name).where(options.where)
      for (const [field, direction] of options.orderBy ?? []) query = query.orderBy(field, direction)
      if (options.skip) query = query.skip(options.skip)
      if (options.fields)
        query = query.field(Object.fromEntries(options.fields.map((field) => [field, true])))
      const { data } = await query.limit(options.limit).get()
      return data as Stored[]
    },
    async insert(name, document) {
      try {
        await source.collection(name).add({ ...document } as { _id: string })
        return true
      } catch (error) {
        if (isDuplicate(error)) return false
        throw error
      }
    },
    async changeAndGet(name, where, change) {
      assertDefined(where)
      const result = await source.collection(name).where(where).updateAndReturn(change)
      return result.updated === 0 ? null : ((result.doc as Stored | undefined) ?? null)
    },
  }
}
