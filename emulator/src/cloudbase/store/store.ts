import { createHash } from 'node:crypto'
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { WalSync, type Kept } from '../../base'
import type { CollectionSpec, IndexSpec } from '../collections'
import { DatabaseError, failed, invalidParam } from '../errors'
import { parseEjson } from '../value/ejson'
import type { Doc } from '../value/types'
import { Collection, type ChangeListener } from './collection'
import { indexField } from './index-keys'
import { IndexTable } from './index-table'
import { CacheBudget } from './record-cache'

/** Layout of the file; a file of another layout is refused rather than misread. */
const FORMAT = 1
/** What an environment may hold; refused here so that nothing grows which could not be deployed. */
const MAX_COLLECTIONS = 100
const MAX_INDEXES = 100
/** Documents in memory. */
const CACHE_BYTES = 96 * 1024 * 1024
/**
 * Pages of the file in memory: what a shop uses, and the indexes of a million documents. The file is not mapped:
 * a query over everything would leave all of it in this process's memory, and is faster by a tenth at most.
 */
const PAGE_CACHE_KIB = 128 * 1024

export interface StoreOptions {
  file: string
  synchronous: 'FULL' | 'NORMAL' | 'OFF'
  onChange: ChangeListener
}

/** The SQLite file: collections, their indexes and the one write transaction. */
export class Store {
  readonly db: DatabaseSyncInstance
  private readonly collections = new Map<string, Collection>()
  private readonly budget = new CacheBudget(CACHE_BYTES)
  private writing = false
  /** Brings commits to the disk when that is wanted, without keeping anybody waiting here. */
  private readonly disk: WalSync | undefined

  constructor(private readonly options: StoreOptions) {
    const { file } = options
    this.disk = options.synchronous === 'FULL' && file !== ':memory:' ? new WalSync(file) : undefined
    this.db = new DatabaseSync(file)
    this.db.exec(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;
      PRAGMA synchronous = ${this.disk ? 'NORMAL' : options.synchronous}; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -${PAGE_CACHE_KIB};
      PRAGMA wal_autocheckpoint = 4000;
      CREATE TABLE IF NOT EXISTS collections (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
      CREATE TABLE IF NOT EXISTS indexes (id INTEGER PRIMARY KEY, collection INTEGER NOT NULL,
        name TEXT NOT NULL, keys TEXT NOT NULL, is_unique INTEGER NOT NULL, multikey TEXT NOT NULL,
        UNIQUE (collection, name));`)
    this.checkFormat()
    this.load()
  }

  private checkFormat(): void {
    const { user_version: version } = this.db.prepare('PRAGMA user_version').get() as { user_version: number }
    if (version === 0) this.db.exec(`PRAGMA user_version = ${FORMAT}`)
    else if (version !== FORMAT)
      throw new Error(`the database file has format ${version}, expected ${FORMAT}`)
  }

  private load(): void {
    for (const row of this.db.prepare('SELECT id, name FROM collections').all() as {
      id: number
      name: string
    }[]) {
      const collection = this.open(row.id, row.name)
      const indexes = this.db.prepare('SELECT * FROM indexes WHERE collection = ? ORDER BY id').all(row.id)
      for (const index of indexes as IndexRow[]) collection.indexes.push(this.openIndex(index))
    }
  }

  private open(id: number, name: string): Collection {
    const collection = new Collection(this.db, id, name, this.budget, this.options.onChange)
    this.collections.set(name, collection)
    return collection
  }

  private openIndex(row: IndexRow): IndexTable {
    const keys = JSON.parse(row.keys) as [string, boolean][]
    const fields = keys.map(([path, descending]) => indexField(path, descending))
    const multikey = JSON.parse(row.multikey) as boolean[]
    return new IndexTable(this.db, row.id, row.name, fields, row.is_unique === 1, multikey)
  }

  collection(name: unknown): Collection {
    if (typeof name !== 'string' || name === '') throw invalidParam('collectionName is missing')
    const collection = this.collections.get(name)
    if (collection) return collection
    throw new DatabaseError('DATABASE_COLLECTION_NOT_EXIST', `Db or Table not exist: ${name}`)
  }

  has(name: string): boolean {
    return this.collections.has(name)
  }

  all(): Iterable<Collection> {
    return this.collections.values()
  }

  /** Creates an empty collection. Needs the write transaction. */
  create(name: string): Collection {
    if (!/^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,119}$/.test(name)) throw invalidParam(`bad collection name: ${name}`)
    if (this.collections.size >= MAX_COLLECTIONS) {
      throw new DatabaseError('DATABASE_COLLECTION_EXCEED_LIMIT', `${MAX_COLLECTIONS} collections at most`)
    }
    const id = Number(this.db.prepare('INSERT INTO collections (name) VALUES (?)').run(name).lastInsertRowid)
    return this.open(id, name)
  }

  /** Creates what is missing of a collection and its indexes; an index defined otherwise is rebuilt. */
  ensure(spec: CollectionSpec): void {
    const collection = this.collections.get(spec.collection) ?? this.create(spec.collection)
    for (const index of spec.indexes) this.ensureIndex(collection, index)
  }

  private ensureIndex(collection: Collection, spec: IndexSpec): void {
    const { MgoIsUnique: unique, MgoIndexKeys } = spec.MgoKeySchema
    const fields = MgoIndexKeys.map(({ Name, Direction }) => indexField(Name, Direction === '-1'))
    if (fields.length === 0 || fields.length > 31) throw invalidParam(`${spec.IndexName}: 1 to 31 fields`)
    for (const { path, parts } of fields) {
      if (parts.some((part) => part === '' || part.startsWith('$') || /^\d+$/.test(part))) {
        throw invalidParam(`${spec.IndexName}: cannot index the path ${path}`)
      }
    }
    const keys = JSON.stringify(fields.map(({ path, descending }) => [path, descending]))
    const at = collection.indexes.findIndex(({ name }) => name === spec.IndexName)
    const present = collection.indexes[at]
    if (present) {
      const same = JSON.stringify(present.fields.map(({ path, descending }) => [path, descending])) === keys
      if (same && present.unique === unique) return
      this.db.exec(`DROP TABLE x${present.id}; DELETE FROM indexes WHERE id = ${present.id}`)
      collection.indexes.splice(at, 1)
    }
    if (collection.indexes.length >= MAX_INDEXES) throw invalidParam(`${MAX_INDEXES} indexes at most`)
    const multikey = JSON.stringify(fields.map(() => false))
    const inserted = this.db
      .prepare('INSERT INTO indexes (collection, name, keys, is_unique, multikey) VALUES (?, ?, ?, ?, ?)')
      .run(collection.id, spec.IndexName, keys, unique ? 1 : 0, multikey)
    const id = Number(inserted.lastInsertRowid)
    const index = this.openIndex({ id, name: spec.IndexName, keys, is_unique: unique ? 1 : 0, multikey })
    for (const { row, doc } of collection.all()) {
      const entry = index.keysOf(doc)
      if (unique && entry.keys.some((key) => index.holder(key) !== undefined)) {
        throw failed(`cannot build the unique index ${spec.IndexName}: E11000 duplicate key`)
      }
      index.add(row, entry)
    }
    collection.indexes.push(index)
  }

  /** Opens the write transaction unless it is open. */
  begin(): void {
    if (this.writing) return
    this.db.exec('BEGIN IMMEDIATE')
    this.writing = true
  }

  get inTransaction(): boolean {
    return this.writing
  }

  /** Commits what was written since `begin`; `flushed` tells when it is on disk. */
  commit(): void {
    if (!this.writing) return
    for (const collection of this.collections.values()) collection.flush()
    this.db.exec('COMMIT')
    this.writing = false
    this.disk?.wrote()
  }

  /** Resolves when all commits so far are as durable as was asked for; undefined when they are already. */
  flushed(): Promise<void> | undefined {
    return this.disk?.flushed()
  }

  /** Gives up all since `begin`, collections and indexes created in it included. */
  rollback(): void {
    // On a full disk SQLite has rolled back by itself.
    if (this.db.isTransaction) this.db.exec('ROLLBACK')
    this.writing = false
    for (const collection of this.collections.values()) collection.forget()
    this.collections.clear()
    this.load()
  }

  /** Empties every collection and keeps the collections and their indexes. */
  reset(): void {
    this.begin()
    for (const collection of this.collections.values()) collection.clear()
    this.commit()
  }

  /** Keeps all documents in memory as they stand. */
  keep(): Kept {
    const kept = [...this.collections.values()].map((one) => ({
      name: one.name,
      texts: Array.from(one.all(), ({ text }) => text),
    }))
    return {
      digest: createHash('sha256').update(JSON.stringify(kept)).digest('hex'),
      restore: () => {
        this.reset()
        this.begin()
        for (const { name, texts } of kept) {
          const collection = this.collections.get(name) ?? this.create(name)
          for (const text of texts) collection.insert(parseEjson(text, 0) as Doc)
        }
        this.commit()
      },
    }
  }

  close(): void {
    this.disk?.close()
    try {
      // The library closes for good only when its statements are collected: the lock on the file goes before that.
      this.db.exec(
        'PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT 1 FROM collections LIMIT 1',
      )
    } catch {
      // The log cannot be brought into the file, as on a full disk: it stays beside it, and the next start reads both.
    }
    this.db.close()
  }
}

interface IndexRow {
  id: number
  name: string
  keys: string
  is_unique: number
  multikey: string
}
