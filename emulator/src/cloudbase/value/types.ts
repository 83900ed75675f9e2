import type { Binary, BSONRegExp, Decimal128, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson'

/** A value of a document. Numbers are doubles, except integers beyond 2^53, which stay `Long`. */
export type Value =
  | null
  | boolean
  | number
  | string
  | Date
  | Long
  | Decimal128
  | ObjectId
  | Binary
  | Timestamp
  | BSONRegExp
  | MinKey
  | MaxKey
  | Value[]
  | Doc

/**
 * A document or a nested object. Documents are immutable once stored: an update copies along the paths it
 * changes, so caches, snapshots and answers share them freely.
 */
export interface Doc {
  [field: string]: Value
}

/** MongoDB's order of types; the numbers are the type bytes of index keys and leave gaps for bounds. */
export const RANK = {
  minKey: 2,
  /** Index keys only: an empty array sorts before null and equals nothing else. */
  emptyArray: 4,
  null: 6,
  number: 10,
  string: 14,
  object: 18,
  array: 22,
  binary: 26,
  objectId: 30,
  boolean: 34,
  date: 38,
  timestamp: 42,
  regex: 46,
  maxKey: 60,
} as const

const BSON_RANK: Record<string, number> = {
  Long: RANK.number,
  Int32: RANK.number,
  Double: RANK.number,
  Decimal128: RANK.number,
  ObjectId: RANK.objectId,
  Binary: RANK.binary,
  Timestamp: RANK.timestamp,
  BSONRegExp: RANK.regex,
  MinKey: RANK.minKey,
  MaxKey: RANK.maxKey,
}

/** True for a plain nested object: not an array, a date or a BSON class. */
export function isDoc(value: unknown): value is Doc {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** The name of the BSON class of a value, or undefined for plain values. */
export function bsonClass(value: Value | undefined): string | undefined {
  if (typeof value !== 'object' || value === null || isDoc(value)) return undefined
  return (value as { _bsontype?: string })._bsontype
}

/** The rank of a value's type in MongoDB's order; a missing field counts as null. */
export function rankOf(value: Value | undefined): number {
  switch (typeof value) {
    case 'string':
      return RANK.string
    case 'number':
      return RANK.number
    case 'boolean':
      return RANK.boolean
    case 'undefined':
      return RANK.null
  }
  if (value === null) return RANK.null
  if (Array.isArray(value)) return RANK.array
  if (isDoc(value)) return RANK.object
  if (value instanceof Date) return RANK.date
  return BSON_RANK[(value as { _bsontype: string })._bsontype] ?? RANK.maxKey
}

const TYPE_NAMES: Record<number, string> = {
  [RANK.minKey]: 'minKey',
  [RANK.null]: 'null',
  [RANK.string]: 'string',
  [RANK.object]: 'object',
  [RANK.array]: 'array',
  [RANK.binary]: 'binData',
  [RANK.objectId]: 'objectId',
  [RANK.boolean]: 'bool',
  [RANK.date]: 'date',
  [RANK.timestamp]: 'timestamp',
  [RANK.regex]: 'regex',
  [RANK.maxKey]: 'maxKey',
}

/** The alias of a value's type, as `$type` and error messages name it. */
export function typeName(value: Value): string {
  const rank = rankOf(value)
  if (rank !== RANK.number) return TYPE_NAMES[rank]!
  if (typeof value !== 'number') return bsonClass(value) === 'Long' ? 'long' : 'decimal'
  if (value === (value | 0)) return 'int'
  return Number.isSafeInteger(value) ? 'long' : 'double'
}
