import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import type { Kept } from './kept'
import { WalSync } from './wal-sync'

/** What a column may hold. */
export type SqlValue = string | number | null

/** A few words over SQLite: what the local WeChat services need to be durable. */
export interface SqlStore {
  /** Runs one statement; answers how many rows it changed. */
  run(sql: string, ...values: SqlValue[]): number
  /** The first row, or nothing. */
  one<Row>(sql: string, ...values: SqlValue[]): Row | undefined
  all<Row>(sql: string, ...values: SqlValue[]): Row[]
  /** All or nothing; `work` is synchronous. */
  transaction<T>(work: () => T): T
  /** Resolves when all that was written so far survives a power cut; undefined when it does already. */
  flushed(): Promise<void> | undefined
  /** Keeps all rows in memory as they stand. */
  keep(): Kept
  close(): void
}

/**
 * Opens (and creates) a database file; `':memory:'` lives as long as the process. What was written survives a
 * killed process at once (write-ahead log), and a power cut once it is flushed.
 */
export function openSqlStore(file: string, schema: string): SqlStore {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const database = new DatabaseSync(file)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;')
  database.exec(schema)
  const disk = file === ':memory:' ? undefined : new WalSync(file)
  const statements = new Map<string, ReturnType<typeof database.prepare>>()
  const prepare = (sql: string) => {
    let statement = statements.get(sql)
    if (!statement) statements.set(sql, (statement = database.prepare(sql)))
    return statement
  }
  let depth = 0
  const store: SqlStore = {
    run(sql, ...values) {
      const changes = Number(prepare(sql).run(...values).changes)
      if (changes > 0 && depth === 0) disk?.wrote()
      return changes
    },
    one: <Row>(sql: string, ...values: SqlValue[]) => prepare(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: SqlValue[]) => prepare(sql).all(...values) as Row[],
    transaction(work) {
      if (depth > 0) return work()
      database.exec('BEGIN IMMEDIATE')
      depth++
      try {
        const result = work()
        database.exec('COMMIT')
        disk?.wrote()
        return result
      } catch (error) {
        // On a full disk SQLite has rolled back by itself.
        if (database.isTransaction) database.exec('ROLLBACK')
        throw error
      } finally {
        depth--
      }
    },
    flushed: () => disk?.flushed(),
    keep() {
      const tables = store.all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
      const kept = tables.map(({ name }) => ({
        name,
        rows: store.all<Record<string, SqlValue>>(`SELECT rowid AS rowid, * FROM ${name} ORDER BY rowid`),
      }))
      return {
        digest: createHash('sha256').update(JSON.stringify(kept)).digest('hex'),
        restore: () =>
          store.transaction(() => {
            for (const { name, rows } of kept) {
              store.run(`DELETE FROM ${name}`)
              for (const row of rows) {
                const columns = Object.keys(row)
                const values = columns.map(() => '?').join(', ')
                store.run(
                  `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${values})`,
                  ...Object.values(row),
                )
              }
            }
          }),
      }
    },
    close() {
      if (!database.isOpen) return
      statements.clear()
      disk?.close()
      database.close()
    },
  }
  return store
}
