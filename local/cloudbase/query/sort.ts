import { failed } from '../errors'
import { compare } from '../value/compare'
import { valuesAt } from '../value/path'
import type { Doc, Value } from '../value/types'
import type { Order } from './plan'

/** Reads a sort document: `{ field: 1 | -1 }`. */
export function parseOrder(order: Doc): Order {
  return Object.keys(order).map((path) => {
    const direction = order[path]
    if (direction !== 1 && direction !== -1) throw failed(`$sort key ordering must be 1 or -1: ${path}`)
    if (path.startsWith('$') || path === '') throw failed(`FieldPath may not be ${path}`)
    return [path, direction] as const
  })
}

/** An empty array sorts before null, so it has a key which no value has. */
const EMPTY = Symbol('empty')
type SortKey = Value | undefined | typeof EMPTY

/** The value a document sorts by: of an array its least element, or its greatest when descending. */
function sortKey(doc: Doc, path: string, direction: 1 | -1): SortKey {
  if (!path.includes('.')) {
    const value = doc[path]
    if (!Array.isArray(value)) return value
  }
  let best: SortKey
  let first = true
  for (const value of valuesAt(doc, path)) {
    const key: SortKey = Array.isArray(value) && value.length === 0 ? EMPTY : value
    if (first || compareKeys(key, best) * direction < 0) best = key
    first = false
  }
  return best
}

function compareKeys(a: SortKey, b: SortKey): number {
  if (a === EMPTY || b === EMPTY) return Number(b === EMPTY) - Number(a === EMPTY)
  return compare(a, b)
}

/** Sorts things which carry documents; equal ones keep their order. */
export function sortBy<T>(items: readonly T[], order: Order, docOf: (item: T) => Doc): T[] {
  if (order.length === 0) return [...items]
  return items
    .map((item) => ({ item, keys: order.map(([path, direction]) => sortKey(docOf(item), path, direction)) }))
    .sort((a, b) => {
      for (let i = 0; i < order.length; i++) {
        const result = compareKeys(a.keys[i], b.keys[i])
        if (result !== 0) return result * order[i]![1]
      }
      return 0
    })
    .map(({ item }) => item)
}
