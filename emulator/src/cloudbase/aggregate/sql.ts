import type { Bound } from '../query/types'
import type { Value } from '../value/types'

export type Parameter = string | number | Buffer

/** SQL of a piece, the parameters it takes, and a condition under which JSON cannot tell what MongoDB means. */
export interface SqlPiece {
  readonly sql: string
  readonly parameters: readonly Parameter[]
  readonly guards: readonly string[]
}

/** A path as SQLite's JSON functions take it, as an SQL literal; null if it cannot be written so. */
export function jsonPath(path: string): string | null {
  const parts = path.split('.')
  if (parts.some((part) => part === '' || !/^[\p{L}\p{N}_-]+$/u.test(part) || /^\d+$/.test(part))) return null
  return `'$${parts.map((part) => `."${part}"`).join('')}'`
}

/** Conditions which are true where an array stands on the way to the end of a path: MongoDB would enter it. */
export function arraysOnTheWay(path: string): string[] {
  const parts = path.split('.')
  return parts.slice(1).map((_, i) => `json_type(b, ${jsonPath(parts.slice(0, i + 1).join('.'))}) = 'array'`)
}

/** The demands of a query on one path as SQL over the stored text; null where SQL cannot say them. */
export function conditionOf(path: string, bounds: readonly Bound[]): SqlPiece | null {
  const at = jsonPath(path)
  if (!at || path === '_id') return null
  const conditions: string[] = []
  const parameters: Parameter[] = []
  const guards = [...arraysOnTheWay(path), `json_type(b, ${at}) = 'array'`]
  for (const bound of bounds) {
    const values = bound.kind === 'points' ? bound.values : [bound.value]
    const operator =
      bound.kind === 'points' ? '=' : `${bound.kind === 'low' ? '>' : '<'}${bound.inclusive ? '=' : ''}`
    const alternatives: string[] = []
    for (const value of values) {
      const sql = comparison(at, operator, value, parameters)
      if (!sql) return null
      alternatives.push(sql)
      // Infinity and long integers are objects in the text.
      if (typeof value === 'number') guards.push(`json_type(b, ${at}) = 'object'`)
    }
    conditions.push(alternatives.length > 0 ? `(${alternatives.join(' OR ')})` : '0')
  }
  return { sql: conditions.join(' AND '), parameters, guards: [...new Set(guards)] }
}

function comparison(at: string, operator: string, value: Value, parameters: Parameter[]): string | null {
  if (value === null) return operator === '=' ? `coalesce(json_type(b, ${at}), 'null') = 'null'` : null
  if (typeof value === 'boolean') return operator === '=' ? `json_type(b, ${at}) IS '${String(value)}'` : null
  if (typeof value !== 'number' && typeof value !== 'string') return null
  if (typeof value === 'number' && !Number.isFinite(value)) return null
  // The driver takes a text up to its first NUL only.
  if (typeof value === 'string' && value.includes('\0')) return null
  parameters.push(value)
  const types = typeof value === 'number' ? `IN ('integer', 'real')` : `= 'text'`
  return `(json_type(b, ${at}) ${types} AND json_extract(b, ${at}) ${operator} ?)`
}
