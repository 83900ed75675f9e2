import type { Variables } from '../expression'
import { isDoc, type Doc, type Value } from '../value/types'

/**
 * What the `$expr` of a `$match` says in the form `{ $eq: ['$field', '$$variable'] }`, as plain equalities which
 * an index can serve. Each is necessary, none sufficient: the expression itself has the last word.
 */
export function equalitiesOf(filter: Doc, variables: Variables): Doc[] {
  const expression = filter['$expr']
  return expression === undefined ? [] : within(expression, variables)
}

function within(expression: Value, variables: Variables): Doc[] {
  if (!isDoc(expression)) return []
  if (Array.isArray(expression['$and'])) return expression['$and'].flatMap((part) => within(part, variables))
  const pair = expression['$eq']
  if (!Array.isArray(pair) || pair.length !== 2) return []
  for (const [field, other] of [pair, [...pair].reverse()]) {
    if (typeof field !== 'string' || !/^\$[^$]/.test(field)) continue
    const value = typeof other === 'string' && other.startsWith('$$') ? variables[other.slice(2)] : undefined
    if (typeof value === 'string' || typeof value === 'number') return [{ [field.slice(1)]: value }]
  }
  return []
}
