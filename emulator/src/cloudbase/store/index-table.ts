import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { Doc } from '../value/types'
import { indexKeys, type IndexField, type IndexKeys } from './index-keys'
import { statementOf, type Statement } from './statement'

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
 * the same index may be read again while a scan goes on. Whoever changes documents finds all of them first.
 */
export class RangeReader {
  private readonly sql: Record<'first' | 'key' | 'after', [up: Statement, down: Statement]>
  private readonly counter: Statement
  private readonly boundedCounter: Statement

  constructor(db: DatabaseSyncInstance, table: string, key: string, row: string) {
    const prepare = (sql: string) => statementOf(db, sql, true)
    const where = `FROM ${table} WHERE ${key} >= ? AND ${key} < ?`
    const up = `ORDER BY ${key}, ${row} LIMIT ?`
    const down = `ORDER BY ${key} DESC, ${row} DESC LIMIT ?`
    this.sql = {
      // Most scans end within the first chunk, which therefore does without the keys: they cost more to read.
      first: [prepare(`SELECT ${row} ${where} ${up}`), prepare(`SELECT ${row} ${where} ${down}`)],
      key: [
        prepare(`SELECT ${key} ${where} ${up} OFFSET ?`),
        prepare(`SELECT ${key} ${where} ${down} OFFSET ?`),
      ],
      after: [
        prepare(`SELECT ${row}, ${key} ${where} AND (${key}, ${row}) > (?, ?) ${up}`),
        prepare(`SELECT ${row}, ${key} ${where} AND (${key}, ${row}) < (?, ?) ${down}`),
      ],
    }
    this.counter = prepare(`SELECT count(*) ${where}`)
    this.boundedCounter = prepare(`SELECT count(*) FROM (SELECT 1 ${where} LIMIT ?)`)
  }

  *rows({ from, to }: KeyRange, descending: boolean, limit = FIRST_CHUNK): Generator<number> {
    const way = descending ? 1 : 0
    const size = Math.max(1, Math.min(limit, CHUNK))
    const first = this.sql.first[way]().all(from, to, size) as [number][]
    for (const [row] of first) yield row
    if (first.length < size) return
    const [key] = this.sql.key[way]().get(from, to, 1, size - 1) as [Uint8Array]
    let last: [row: number, key: Uint8Array] | undefined = [first[size - 1]![0], key]
    while (last) {
      const page = this.sql.after[way]().all(from, to, last[1], last[0], CHUNK) as [number, Uint8Array][]
      for (const [row] of page) yield row
      last = page.length === CHUNK ? page[CHUNK - 1] : undefined
    }
  }

  count({ from, to }: KeyRange, atMost?: number): number {
    const row =
      atMost === undefined ? this.counter().get(from, to) : this.boundedCounter().get(from, to, atMost)
    return (row as [number])[0]
  }
}

/**
 * An index: a side table of (key, row). One document has a row a key, so arrays, nulls and mixed types are
 * indexed and sorted as MongoDB does. Uniqueness is checked by the collection before it writes anything.
 * WITHOUT ROWID, since such a table holds the keys once and a table with an index over it twice: half the
 * pages to write a commit, and counts over a range are as fast.
 */
export class IndexTable implements KeyedTable {
  readonly source: { table: string; key: string; row: string }
  private readonly reader: RangeReader
  private readonly inserter: Statement
  private readonly deleter: Statement
  private readonly finder: Statement
  private readonly multikeySaver: Statement

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
    db.exec(`CREATE TABLE IF NOT EXISTS ${table} (k BLOB NOT NULL, r INTEGER NOT NULL, PRIMARY KEY (k, r))
      WITHOUT ROWID`)
    this.reader = new RangeReader(db, table, 'k', 'r')
    this.inserter = statementOf(db, `INSERT INTO ${table} (k, r) VALUES (?, ?)`)
    this.deleter = statementOf(db, `DELETE FROM ${table} WHERE k = ? AND r = ?`)
    this.finder = statementOf(db, `SELECT r FROM ${table} WHERE k = ? LIMIT 1`, true)
    this.multikeySaver = statementOf(db, `UPDATE indexes SET multikey = ? WHERE id = ?`)
  }

  keysOf(doc: Doc): IndexKeys {
    return indexKeys(doc, this.fields)
  }

  /** The row which holds a key. */
  holder(key: Buffer): number | undefined {
    return (this.finder().get(key) as [number] | undefined)?.[0]
  }

  add(row: number, { keys, multikey }: IndexKeys): void {
    for (const key of keys) this.inserter().run(key, row)
    if (!multikey.some((is, i) => is && !this.multikey[i])) return
    for (let i = 0; i < multikey.length; i++) this.multikey[i] ||= multikey[i]!
    this.multikeySaver().run(JSON.stringify(this.multikey), this.id)
  }

  remove(row: number, keys: readonly Buffer[]): void {
    for (const key of keys) this.deleter().run(key, row)
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
