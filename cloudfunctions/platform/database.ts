import cloudbase from '@cloudbase/node-sdk'
import type { CollectionName, Doc, FieldPath } from './collections'
import { assertDefined, untypedOperations, type Inside, type Stored, type Untyped } from './untyped'

/**
 * The database as repositories see it: a thin layer over the real SDK that closes its pitfalls (filters with
 * `undefined`, hidden limits, duplicate keys as exceptions) and names the few operations the mall is built of.
 */

/** A condition on a collection's documents, or a change of one: fields by their path; the values may be commands. */
export type Filter<K extends CollectionName> = { [P in FieldPath<Doc<K>>]?: unknown }
export type Change<K extends CollectionName> = Filter<K>
export interface Document {
  _id: string
}

/** Refuses what is no field of a document. Keys that are put together at run time are not known and pass. */
type Known<D, W> = W & (string extends keyof W ? unknown : { [P in Exclude<keyof W, FieldPath<D>>]: never })

export interface FindOptions<D, F extends string, W> {
  where: Known<D, W>
  orderBy?: readonly (readonly [field: FieldPath<D>, direction: 'asc' | 'desc'])[]
  /** 1 to 1,000. */
  limit: number
  skip?: number
  fields?: readonly F[]
}

/** What `find` brings of a document: all of it, or the fields that were asked for. */
export type Found<D, F extends string> = [F] extends [never] ? D : Pick<D, keyof D & ('_id' | HeadOf<F>)>
type HeadOf<P extends string> = P extends `${infer H}.${string}` ? H : P

export type Sdk = ReturnType<ReturnType<typeof cloudbase.init>['database']>

interface TransactionInside extends Inside {
  commit(): Promise<unknown>
  rollback(): Promise<unknown>
}

export interface Operations {
  get<K extends CollectionName>(collection: K, id: string): Promise<Doc<K> | null>
  find<K extends CollectionName, W extends object, const F extends FieldPath<Doc<K>> = never>(
    collection: K,
    options: FindOptions<Doc<K>, F, W>,
  ): Promise<Found<Doc<K>, F>[]>
  /** Inserts; `false` when the id or a unique key is taken, in which case nothing changed. */
  insert<K extends CollectionName>(collection: K, document: Doc<K>): Promise<boolean>
  /** One conditional update of one document; the document after it, or `null` when the condition did not hold. */
  changeAndGet<K extends CollectionName, W extends object, C extends object>(
    collection: K,
    where: Known<Doc<K>, W>,
    change: Known<Doc<K>, C>,
  ): Promise<Doc<K> | null>
}

export interface Database extends Operations {
  /** The SDK's command (`_`): operators of queries and updates. */
  readonly _: Sdk['command']
  /** The SDK's aggregation command (`$`). */
  readonly $: Sdk['command']['aggregate']
  /** Inserts many documents in one trip. @throws when an id or a unique key is taken; some may stand then */
  insertMany<K extends CollectionName>(collection: K, documents: readonly Doc<K>[]): Promise<void>
  /** One conditional update; the number of documents that it changed. */
  change<K extends CollectionName, W extends object, C extends object>(
    collection: K,
    where: Known<Doc<K>, W>,
    change: Known<Doc<K>, C>,
  ): Promise<number>
  remove<K extends CollectionName, W extends object>(collection: K, where: Known<Doc<K>, W>): Promise<number>
  count<K extends CollectionName, W extends object>(collection: K, where: Known<Doc<K>, W>): Promise<number>
  /** An aggregation; the SDK's stages on the pipeline that is handed in. Ends with an explicit limit. */
  aggregate<T>(
    collection: CollectionName,
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

function isConflict(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  return /TRANSACTION_CONFLICT|WriteConflict/i.test(`${String(code)} ${String(message)}`)
}

/** The version of each collection's documents: what is inserted is stamped with it. */
export type Versions = Readonly<Record<string, { readonly version: number; readonly indexes?: object }>>

/** A document as it is stored: with the version of its shape, which domains never see. */
function stamped(versions: Versions, name: string, document: object): object {
  const version = versions[name]?.version
  return version === undefined ? document : { ...document, v: version }
}

function unstamped(document: Stored | null): object | null {
  if (!document) return null
  const { v: _, ...rest } = document
  return rest
}

function operationsOf(source: Inside, versions: Versions): Operations {
  const untyped = untypedOperations(source)
  const operations: { [Name in keyof Untyped]: (...args: Parameters<Untyped[Name]>) => Promise<unknown> } = {
    get: async (name, id) => unstamped(await untyped.get(name, id)),
    find: async (name, options) => (await untyped.find(name, options)).map(unstamped),
    insert: (name, document) => untyped.insert(name, stamped(versions, name, document)),
    changeAndGet: async (name, where, change) => unstamped(await untyped.changeAndGet(name, where, change)),
  }
  return operations as Operations
}

/** Wraps the SDK's database. `random` jitters the retries of transactions. */
export function wrapDatabase(sdk: Sdk, versions: Versions, random: () => number = Math.random): Database {
  return {
    ...operationsOf(sdk as Inside, versions),
    _: sdk.command,
    $: sdk.command.aggregate,
    async insertMany(collection, documents) {
      if (documents.length === 0) return
      await sdk.collection(collection).add(documents.map((one) => stamped(versions, collection, one)))
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
      collection: CollectionName,
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
          const result = await body(operationsOf(transaction, versions))
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

/** The database as a migration sees it: documents as they are stored. */
export interface RawDatabase extends Untyped {
  readonly _: Sdk['command']
  /** One conditional update; the number of documents that it changed. */
  change(name: string, where: object, change: object): Promise<number>
}

export function rawDatabase(sdk: Sdk): RawDatabase {
  return {
    ...untypedOperations(sdk as Inside),
    _: sdk.command,
    async change(name, where, change) {
      assertDefined(where)
      const { updated } = await sdk.collection(name).where(where).update(change)
      return updated ?? 0
    },
  }
}

let shared: Database | undefined

/**
 * The database of this function instance; made at the first call, so that importing does no work. A call without an
 * answer within `timeoutMs` fails with ESOCKETTIMEDOUT; the SDK asks no second time, and whether the call took effect
 * nobody knows.
 */
export function database(timeoutMs: number, versions: Versions): Database {
  if (!shared) {
    // The SDK turns keep-alive off inside cloud functions: a new connection for each operation costs more
    // than the operation.
    const env = cloudbase.SYMBOL_CURRENT_ENV as unknown as string
    const app = cloudbase.init({ env, keepalive: true, timeout: timeoutMs })
    shared = wrapDatabase(app.database(), versions)
  }
  return shared
}
