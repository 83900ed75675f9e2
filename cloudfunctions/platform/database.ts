import cloudbase from '@cloudbase/node-sdk'

/**
 * The database as repositories see it: a thin layer over the real SDK that closes its pitfalls (filters with
 * `undefined`, hidden limits, duplicate keys as exceptions) and names the few operations the mall is built of.
 */

export type Filter = Record<string, unknown>
export type Change = Record<string, unknown>
export interface Document {
  _id: string
}

export interface FindOptions {
  where: Filter
  orderBy?: readonly (readonly [field: string, direction: 'asc' | 'desc'])[]
  /** 1 to 1,000. */
  limit: number
  skip?: number
  fields?: readonly string[]
}

type Sdk = ReturnType<ReturnType<typeof cloudbase.init>['database']>

/**
 * The calls that the SDK sends with the id of the transaction they are made in. It forgets the id at
 * `where().update()`, `where().remove()`, `count()` and `aggregate()`, which therefore run outside and survive a
 * rollback: `Operations`, which work in and out of transactions, are made of these only.
 */
interface QueryInside {
  where(filter: Filter): QueryInside
  orderBy(field: string, direction: 'asc' | 'desc'): QueryInside
  skip(count: number): QueryInside
  limit(count: number): QueryInside
  field(fields: Record<string, boolean>): QueryInside
  get(): Promise<{ data: unknown }>
  updateAndReturn(change: Change): Promise<{ updated?: number; doc?: unknown }>
}
export interface Inside {
  collection(name: string): QueryInside & {
    doc(id: string): { get(): Promise<{ data: unknown }> }
    add(document: Document): Promise<unknown>
  }
}
interface TransactionInside extends Inside {
  commit(): Promise<unknown>
  rollback(): Promise<unknown>
}

export interface Operations {
  get<T extends Document>(collection: string, id: string): Promise<T | null>
  find<T extends Document>(collection: string, options: FindOptions): Promise<T[]>
  /** Inserts; `false` when the id or a unique key is taken, in which case nothing changed. */
  insert<T extends Document>(collection: string, document: T): Promise<boolean>
  /** One conditional update of one document; the document after it, or `null` when the condition did not hold. */
  changeAndGet<T extends Document>(collection: string, where: Filter, change: Change): Promise<T | null>
}

export interface Database extends Operations {
  /** The SDK's command (`_`): operators of queries and updates. */
  readonly _: Sdk['command']
  /** The SDK's aggregation command (`$`). */
  readonly $: Sdk['command']['aggregate']
  /** Inserts many documents in one trip. @throws when an id or a unique key is taken; some may stand then */
  insertMany<T extends Document>(collection: string, documents: readonly T[]): Promise<void>
  /** One conditional update; the number of documents that it changed. */
  change(collection: string, where: Filter, change: Change): Promise<number>
  remove(collection: string, where: Filter): Promise<number>
  count(collection: string, where: Filter): Promise<number>
  /** An aggregation; the SDK's stages on the pipeline that is handed in. Ends with an explicit limit. */
  aggregate<T>(
    collection: string,
    build: (pipeline: ReturnType<ReturnType<Sdk['collection']>['aggregate']>) => unknown,
  ): Promise<T[]>
  /**
   * Runs `body` in a transaction and tries again with jitter when it meets a conflict or throws `Overtaken`. Only for
   * documents that are not hot. `body` must have no effects of its own.
   */
  transaction<T>(body: (inside: Operations) => Promise<T>): Promise<T>
}

const TRANSACTION_TRIES = 6

/**
 * Thrown in a transaction whose change does not meet what it has just read: one of its requests arrived twice, and the
 * first has done it already. Everything is rolled back and runs again.
 */
export class Overtaken extends Error {
  override readonly name = 'Overtaken'
}

/** True for a duplicate id or unique key, in whichever words the service says it. */
export function isDuplicate(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  return /E11000|duplicate/i.test(`${String(code)} ${String(message)}`)
}

function isConflict(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  return /TRANSACTION_CONFLICT|WriteConflict/i.test(`${String(code)} ${String(message)}`)
}

/** The SDK drops `undefined` filters, which would widen the query: refuse them. */
export function assertDefined(where: Filter): void {
  for (const [field, value] of Object.entries(where)) {
    if (value === undefined) throw new TypeError(`filter on ${field} is undefined`)
  }
}

function operationsOf(source: Inside): Operations {
  return {
    async get<T extends Document>(name: string, id: string) {
      const { data } = await source.collection(name).doc(id).get()
      const found = Array.isArray(data) ? data[0] : data
      return (found as T | undefined) ?? null
    },
    async find<T extends Document>(name: string, options: FindOptions) {
      assertDefined(options.where)
      let query = source.collection(name).where(options.where)
      for (const [field, direction] of options.orderBy ?? []) query = query.orderBy(field, direction)
      if (options.skip) query = query.skip(options.skip)
      if (options.fields)
        query = query.field(Object.fromEntries(options.fields.map((field) => [field, true])))
      const { data } = await query.limit(options.limit).get()
      return data as T[]
    },
    async insert(name, document) {
      try {
        await source.collection(name).add({ ...document })
        return true
      } catch (error) {
        if (isDuplicate(error)) return false
        throw error
      }
    },
    async changeAndGet<T extends Document>(name: string, where: Filter, change: Change) {
      assertDefined(where)
      const result = await source.collection(name).where(where).updateAndReturn(change)
      return result.updated === 0 ? null : ((result.doc as T | undefined) ?? null)
    },
  }
}

/** Wraps the SDK's database. `random` jitters the retries of transactions. */
export function wrapDatabase(sdk: Sdk, random: () => number = Math.random): Database {
  return {
    ...operationsOf(sdk as Inside),
    _: sdk.command,
    $: sdk.command.aggregate,
    async insertMany(collection, documents) {
      if (documents.length > 0) await sdk.collection(collection).add([...documents])
    },
    async change(collection, where, change) {
      assertDefined(where)
      const { updated } = await sdk.collection(collection).where(where).update(change)
      return updated ?? 0
    },
    async remove(collection, where) {
      assertDefined(where)
      const { deleted } = await sdk.collection(collection).where(where).remove()
      return typeof deleted === 'number' ? deleted : 0
    },
    async count(collection, where) {
      assertDefined(where)
      const { total } = await sdk.collection(collection).where(where).count()
      return total ?? 0
    },
    async aggregate<T>(
      collection: string,
      build: (pipeline: ReturnType<ReturnType<Sdk['collection']>['aggregate']>) => unknown,
    ) {
      const pipeline = sdk.collection(collection).aggregate()
      build(pipeline)
      const { data } = (await pipeline.end()) as { data: T[] }
      return data
    },
    async transaction<T>(body: (inside: Operations) => Promise<T>) {
      for (let attempt = 1; ; attempt++) {
        const transaction = (await sdk.startTransaction()) as TransactionInside
        try {
          const result = await body(operationsOf(transaction))
          await transaction.commit()
          return result
        } catch (error) {
          await transaction.rollback().catch(() => undefined)
          const again = isConflict(error) || error instanceof Overtaken
          if (!again || attempt === TRANSACTION_TRIES) throw error
          const pauseMs = (5 + random() * 20) * 2 ** attempt
          await new Promise((resolve) => setTimeout(resolve, pauseMs))
        }
      }
    },
  }
}

let shared: Database | undefined

/**
 * The database of this function instance; made at the first call, so that importing does no work. A call without an
 * answer within `timeoutMs` fails with ESOCKETTIMEDOUT; the SDK asks no second time, and whether the call took effect
 * nobody knows.
 */
export function database(timeoutMs: number): Database {
  if (!shared) {
    // The SDK turns keep-alive off inside cloud functions: a new connection for each operation costs more
    // than the operation.
    const env = cloudbase.SYMBOL_CURRENT_ENV as unknown as string
    const app = cloudbase.init({ env, keepalive: true, timeout: timeoutMs })
    shared = wrapDatabase(app.database())
  }
  return shared
}
