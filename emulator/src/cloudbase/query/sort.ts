import { DatabaseError, failed } from '../errors'
import { indexField, keyRows, type IndexField } from '../store/index-keys'
import { compare } from '../value/compare'
import { EMPTY_ARRAY, type KeyPart } from '../value/key'
import type { Doc } from '../value/types'
import type { Order } from './plan'

/** Reads a sort document: `{ field: 1 | -1 }`. */
export function parseOrder(order: Doc): Order {
  return Object.keys(order).map((path) => {
    const direction = order[path]
    if (typeof direction !== 'number') {
      throw failed(`Illegal key in $sort specification: ${path}: ${JSON.stringify(direction)}`)
    }
    if (direction !== 1 && direction !== -1) {
      throw failed('$sort key ordering must be 1 (for ascending) or -1 (for descending)')
    }
    checkPath(path)
    return [path, direction] as const
  })
}

function checkPath(path: string): void {
  if (path === '') throw failed('FieldPath cannot be constructed with empty string')
  for (const part of path.split('.')) {
    if (part === '') throw failed('FieldPath field names may not be empty strings.')
    if (part.startsWith('$')) throw failed("FieldPath field names may not start with '$'.")
  }
}

/** Sorts things which carry documents; equal ones keep their order. */
export function sortBy<T>(items: readonly T[], order: Order, docOf: (item: T) => Doc): T[] {
  if (order.length === 0 || items.length === 0) return [...items]
  const fields = order.map(([path, direction]) => indexField(path, direction < 0))
  return items
    .map((item) => ({ item, key: sortKey(docOf(item), fields) }))
    .sort((a, b) => compareKeys(a.key, b.key, fields))
    .map(({ item }) => item)
}

/**
 * What a document sorts by. Of arrays it is the least combination of their elements, in the direction of the
 * sort: https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/#arrays
 */
function sortKey(doc: Doc, fields: readonly IndexField[]): readonly KeyPart[] {
  const plain = plainKey(doc, fields)
  if (plain) return plain
  try {
    return keyRows(doc, fields).reduce((least, row) => (compareKeys(row, least, fields) < 0 ? row : least))
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    throw failed(error.message.replace('cannot index', 'cannot sort with keys that are'))
  }
}

/** The key of a document of whose fields none is an array, which is nearly every one. */
function plainKey(doc: Doc, fields: readonly IndexField[]): KeyPart[] | null {
  const key: KeyPart[] = []
  for (const { path, parts } of fields) {
    if (parts.length > 1) return null
    const value = Object.hasOwn(doc, path) ? doc[path] : undefined
    if (Array.isArray(value)) return null
    key.push(value)
  }
  return key
}

function compareKeys(a: readonly KeyPart[], b: readonly KeyPart[], fields: readonly IndexField[]): number {
  for (let i = 0; i < fields.length; i++) {
    const order = compareParts(a[i], b[i])
    if (order !== 0) return fields[i]!.descending ? -order : order
  }
  return 0
}

/** An empty array sorts before null. */
function compareParts(a: KeyPart, b: KeyPart): number {
  if (a === EMPTY_ARRAY || b === EMPTY_ARRAY) return Number(b === EMPTY_ARRAY) - Number(a === EMPTY_ARRAY)
  return compare(a, b)
}
