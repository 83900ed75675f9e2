import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import { calculateObjectSize } from 'bson'
import { duplicateKey, failed } from '../errors'
import { stringify } from '../value/ejson'
import { encodeKey } from '../value/key'
import type { Doc, Value } from '../value/types'
import { MAX_KEY_BYTES, indexField, type IndexKeys } from './index-keys'
import { RangeReader, type IndexTable, type KeyedTable, type KeyRange } from './index-table'
import { Rec, textOf } from './record'
import { RecordCache, idName, type CacheBudget } from './record-cache'
import { statementOf, type Statement } from './statement'

/** Hears each change of a committed document, before it is made; null stands for "does not exist". */
export type ChangeListener = (collection: Collection, id: Value, before: Doc | null) => void

const MAX_DOC_BYTES = 16 * 1024 * 1024
/** The most that a character of text can take as BSON: in a long array of digits `1,` takes 13 bytes. */
const BSON_PER_CHAR = 7

/** The documents of one collection and the upkeep of its indexes. Callers hold the write transaction. */
export class Collection {
  readonly indexes: IndexTable[] = []
  readonly ids: KeyedTable
  private readonly cache: RecordCache
  private readonly dirty = new Map<number, Rec>()
  private readonly sql: Record<
    'byId' | 'byRow' | 'insert' | 'update' | 'remove' | 'page' | 'count',
    Statement
  >

  constructor(
    private readonly db: DatabaseSyncInstance,
    readonly id: number,
    readonly name: string,
    budget: CacheBudget,
    private readonly onChange: ChangeListener,
  ) {
    const table = `c${id}`
    // As JSONB: SQL that groups looks into a document several times, and would read its text anew for each row.
    db.exec(
      `CREATE TABLE IF NOT EXISTS ${table} (r INTEGER PRIMARY KEY, i BLOB NOT NULL UNIQUE, b BLOB NOT NULL)`,
    )
    this.cache = new RecordCache(budget)
    this.sql = {
      byId: statementOf(db, `SELECT r, json(b) FROM ${table} WHERE i = ?`, true),
      byRow: statementOf(db, `SELECT json(b) FROM ${table} WHERE r = ?`, true),
      insert: statementOf(db, `INSERT INTO ${table} (i, b) VALUES (?, jsonb(?))`),
      update: statementOf(db, `UPDATE ${table} SET b = jsonb(?) WHERE r = ?`),
      remove: statementOf(db, `DELETE FROM ${table} WHERE r = ?`),
      page: statementOf(db, `SELECT r, json(b) FROM ${table} WHERE r > ? ORDER BY r LIMIT 500`, true),
      count: statementOf(db, `SELECT count(*) FROM ${table}`, true),
    }
    const reader = new RangeReader(db, table, 'i', 'r')
    this.ids = {
      name: '_id_',
      fields: [indexField('_id', false)],
      unique: true,
      multikey: [false],
      source: { table, key: 'i', row: 'r' },
      rows: (range, descending, limit) => reader.rows(range, descending, limit),
      count: (range, atMost) => reader.count(range, atMost),
    }
  }

  get(id: Value): Rec | undefined {
    const name = idName(id)
    const cached = name === undefined ? undefined : this.cache.byId(name)
    if (cached) return cached
    const found = this.sql.byId().get(encodeKey(id)) as [number, string] | undefined
    return found && this.load(found[0], found[1], name)
  }

  byRow(row: number): Rec | undefined {
    const cached = this.cache.byRow(row)
    if (cached) return cached
    const found = this.sql.byRow().get(row) as [string] | undefined
    return found && this.load(row, found[0])
  }

  /** The record of a row, with its text in the file: the one that is in memory, which may be newer, or a new one. */
  private load(row: number, text: string, name?: string): Rec {
    const rec = this.dirty.get(row) ?? this.cache.byRow(row) ?? Rec.read(row, text)
    rec.name ??= name
    this.cache.add(rec)
    return rec
  }

  /** All documents in order of insertion. What a scan reads does not push out what is often used. */
  *all(): Generator<Rec> {
    let last = 0
    for (;;) {
      const page = this.sql.page().all(last) as [number, string][]
      for (const [row, text] of page) {
        last = row
        yield this.dirty.get(row) ?? this.cache.byRow(row) ?? Rec.read(row, text)
      }
      if (page.length < 500) return
    }
  }

  count(): number {
    return (this.sql.count().get() as [number])[0]
  }

  /**
   * Inserts a document which has an `_id`. Refuses duplicates, oversize and unindexable ones unchanged.
   * `unique` says that the unique indexes are known to agree, once the whole transaction is applied.
   */
  insert(doc: Doc, unique = false): Rec {
    const id = doc['_id']!
    const key = checkedIdKey(id)
    if (this.get(id)) throw duplicateKey(this.name, '_id_', dupKey(['_id'], doc))
    const text = stringify(doc)
    checkSize(doc, text)
    const keys = this.indexes.map((index) => index.keysOf(doc))
    if (!unique) this.checkUnique(doc, keys, null)
    this.onChange(this, id, null)
    const row = Number(this.sql.insert().run(key, text).lastInsertRowid)
    this.indexes.forEach((index, i) => index.add(row, keys[i]!))
    const rec = Rec.made(row, doc, text)
    rec.name = idName(id)
    this.cache.add(rec)
    return rec
  }

  /**
   * Replaces a document's value, keeping its `_id`. `growth` bounds how many characters the text may have
   * grown. The row itself is written once a batch, by `flush`: a hot document changes many times in one.
   */
  replace(rec: Rec, doc: Doc, growth: number, unique = false): void {
    const bound = rec.bound + growth
    const text = bound > MAX_DOC_BYTES / BSON_PER_CHAR ? stringify(doc) : undefined
    if (text !== undefined) checkSize(doc, text)
    const touched = this.indexes.filter((index) => !index.untouched(rec.doc, doc))
    const keys = touched.map((index) => index.keysOf(doc))
    if (!unique) this.checkUnique(doc, keys, rec, touched)
    this.onChange(this, rec.doc['_id']!, rec.doc)
    touched.forEach((index, i) => {
      index.remove(rec.row, index.keysOf(rec.doc).keys)
      index.add(rec.row, keys[i]!)
    })
    rec.become(doc, text, text?.length ?? bound)
    this.dirty.set(rec.row, rec)
    this.cache.add(rec)
  }

  remove(rec: Rec): void {
    this.onChange(this, rec.doc['_id']!, rec.doc)
    for (const index of this.indexes) index.remove(rec.row, index.keysOf(rec.doc).keys)
    this.sql.remove().run(rec.row)
    this.dirty.delete(rec.row)
    this.cache.drop(rec)
  }

  private checkUnique(doc: Doc, keys: IndexKeys[], self: Rec | null, indexes = this.indexes): void {
    indexes.forEach((index, i) => {
      if (!index.unique) return
      for (const key of keys[i]!.keys) {
        const holder = index.holder(key)
        if (holder === undefined || holder === self?.row) continue
        const paths = index.fields.map(({ path }) => path)
        throw duplicateKey(this.name, index.name, dupKey(paths, doc))
      }
    })
  }

  /** Runs SQL over the stored documents: the table is `c<id>`, its columns `r` (row) and `b` (text). */
  select(sql: string, parameters: readonly (string | number | Buffer)[]): unknown[][] {
    this.flush()
    const statement = this.db.prepare(sql)
    statement.setReturnArrays(true)
    return statement.all(...parameters) as unknown[][]
  }

  /** Writes the changed documents. Must run before the commit, and before SQL that looks into documents. */
  flush(): void {
    for (const rec of this.dirty.values()) {
      const { text } = rec
      rec.bound = text.length
      this.sql.update().run(text, rec.row)
    }
    this.dirty.clear()
  }

  /** Forgets all that is in memory, after a roll-back. */
  forget(): void {
    this.dirty.clear()
    this.cache.clear()
  }

  clear(): void {
    this.forget()
    this.db.exec(`DELETE FROM c${this.id}`)
    for (const index of this.indexes) this.db.exec(`DELETE FROM x${index.id}`)
  }
}

/**
 * Refuses a document of more than 16 MB of BSON, which is measured only where its text is long.
 *
 * @throws DatabaseError when the document is too large to be stored
 */
export function checkSize(doc: Doc, text: string): void {
  if (text.length > MAX_DOC_BYTES / BSON_PER_CHAR && calculateObjectSize(doc) > MAX_DOC_BYTES) {
    throw failed(`object to insert too large: a document holds ${MAX_DOC_BYTES} bytes at most`)
  }
}

/** The key of an `_id`, refusing the types MongoDB refuses. */
export function checkedIdKey(id: Value): Buffer {
  if (Array.isArray(id)) throw failed("The '_id' value cannot be of type array")
  const key = encodeKey(id)
  if (key.length > MAX_KEY_BYTES) throw failed(`key too large to index: _id takes ${key.length} bytes`)
  return key
}

/** The values a duplicate-key error names. */
export function dupKey(paths: readonly string[], doc: Doc): string {
  const values = paths.map((path) => {
    let value: Value | undefined = doc
    for (const part of path.split('.')) value = (value as Doc | undefined)?.[part]
    return `${path}: ${stringify(value ?? null)}`
  })
  return `{ ${values.join(', ')} }`
}

export { textOf, type KeyRange, type Rec }
