import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite'

/** A statement of SQLite that is compiled when it is first asked for. */
export type Statement = () => StatementSyncInstance

/**
 * Opening a database would compile a dozen statements an index, most of them for nothing. `asArrays`: rows are arrays
 * of their columns.
 */
export function statementOf(db: DatabaseSyncInstance, sql: string, asArrays = false): Statement {
  let statement: StatementSyncInstance | undefined
  return () => {
    if (statement) return statement
    statement = db.prepare(sql)
    if (asArrays) statement.setReturnArrays(true)
    return statement
  }
}
