import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite'
import type { Doc } from '../value/types'
import { indexKeys, type IndexField, type IndexKeys } from './index-keys'

/** A range of keys, `from` included and `to` excluded. */
export interface KeyRange {
  readonly from: Buffer
  readonly to: Buffer
}

/** What the planner and the scans need of an index, `_id` included. */
export interface KeyedTable {
  readonly name: string
  readonly fields: readonly IndexField[]
  readonly unique: boolean
  readonly multikey: readonly boolean[]
  /** SQL of the rows: the table, the key column and the row column. */
  readonly source: { table: string; key: string; row: string }
  rows(range: KeyRange, descending: boolean, limit?: number): Iterable<number>
  count(range: KeyRange, atMost?: number): number
}

const FIRST_CHUNK = 64
const CHUNK = 512

/**
 * Reads the rows of a range in key order, chunk by chunk: no statement stays open between two rows, so that
 * what is found may be changed, and the same index read again, while a scan goes on.
 */
export class RangeReader {
  private readonly up: StatementSyncInstance
  private readonly down: StatementSyncInstance
  private readonly upAfter: StatementSyncInstance
  private readonly downAfter: StatementSyncInstance
  private readonly counter: StatementSyncInstance
  private readonly boundedCounter: StatementSyncInstance

  constructor(db: DatabaseSyncInstance, table: string, key: string, row: string) {
    const prepare = (sql: string): StatementSyncInstance => {
      const statement = db.prepare(sql)
      statement.setReturnArrays(true)
      return statement
    }
    const select = `SELECT ${key}, ${row} FROM ${table} WHERE ${key} >= ? AND ${key} < ?`
    this.up = prepare(`${select} ORDER BY ${key}, ${row} LIMIT ?`)
    this.down = prepare(`${select} ORDER BY ${key} DESC, ${row} DESC LIMIT ?`)
    this.upAfter = prepare(`${select} AND (${key}, ${row}) > (?, ?) ORDER BY ${key}, ${row} LIMIT ?`)
    this.downAfter = prepare(
      `${select} AND (${key}, ${row}) < (?, ?) ORDER BY ${key} DESC, ${row} DESC LIMIT ?`,
    )
    const where = `FROM ${table} WHERE ${key} >= ? AND ${key} < ?`
    this.counter = prepare(`SELECT count(*) ${where}`)
    this.boundedCounter = prepare(`SELECT count(*) FROM (SELECT 1 ${where} LIMIT ?)`)
  }

  *rows({ from, to }: KeyRange, descending: boolean, limit = FIRST_CHUNK): Generator<number> {
    let size = Math.max(1, Math.min(limit, CHUNK))
    let page = (descending ? this.down : this.up).all(from, to, size) as [Uint8Array, number][]
    for (;;) {
      for (const [, row] of page) yield row
      const last = page.at(-1)
      if (!last || page.length < size) return
      size = CHUNK
      page = (descending ? this.downAfter : this.upAfter).all(from, to, last[0], last[1], size) as typeof page
    }
  }

  count({ from, to }: KeyRange, atMost?: number): number {
    const row = (
      atMost === undefined ? this.counter.get(from, to) : this.boundedCounter.get(from, to, atMost)
    ) as [number]
    return row[0]
  }
}

/**
 * An index: a side table of (key, row). One document has a row a key, so arrays, nulls and mixed types are
 * indexed and sorted as MongoDB does. Uniqueness is checked by the collection before it writes anything.
 */
export class IndexTable implements KeyedTable {
  readonly source: { table: string; key: string; row: string }
  private readonly reader: RangeReader
  private readonly inserter: StatementSyncInstance
  private readonly deleter: StatementSyncInstance
  private readonly finder: StatementSyncInstance
  private readonly multikeySaver: StatementSyncInstance

  constructor(
    db: DatabaseSyncInstance,
    readonly id: number,
    readonly name: string,
    readonly fields: readonly IndexField[],
    readonly unique: boolean,
    readonly multikey: boolean[],
  ) {
    const table = `x${id}`
    this.source = { table, key: 'k', row: 'r' }
    db.exec(`CREATE TABLE IF NOT EXISTS ${table} (k BLOB NOT NULL, r INTEGER NOT NULL);
      CREATE INDEX IF NOT EXISTS ${table}k ON ${table} (k, r)`)
    this.reader = new RangeReader(db, table, 'k', 'r')
    this.inserter = db.prepare(`INSERT INTO ${table} (k, r) VALUES (?, ?)`)
    this.deleter = db.prepare(`DELETE FROM ${table} WHERE k = ? AND r = ?`)
    this.finder = db.prepare(`SELECT r FROM ${table} WHERE k = ? LIMIT 1`)
    this.finder.setReturnArrays(true)
    this.multikeySaver = db.prepare(`UPDATE indexes SET multikey = ? WHERE id = ?`)
  }

  keysOf(doc: Doc): IndexKeys {
    return indexKeys(doc, this.fields)
  }

  /** The row which holds a key. */
  holder(key: Buffer): number | undefined {
    return (this.finder.get(key) as [number] | undefined)?.[0]
  }

  add(row: number, { keys, multikey }: IndexKeys): void {
    for (const key of keys) this.inserter.run(key, row)
    if (!multikey.some((is, i) => is && !this.multikey[i])) return
    for (let i = 0; i < multikey.length; i++) this.multikey[i] ||= multikey[i]!
    this.multikeySaver.run(JSON.stringify(this.multikey), this.id)
  }

  remove(row: number, keys: readonly Buffer[]): void {
    for (const key of keys) this.deleter.run(key, row)
  }

  /** True if an update left every field of the index as it was; documents share what they did not change. */
  untouched(before: Doc, after: Doc): boolean {
    return this.fields.every(({ parts }) => before[parts[0]!] === after[parts[0]!])
  }

  rows(range: KeyRange, descending: boolean, limit?: number): Iterable<number> {
    return this.reader.rows(range, descending, limit)
  }

  count(range: KeyRange, atMost?: number): number {
    return this.reader.count(range, atMost)
  }
}
