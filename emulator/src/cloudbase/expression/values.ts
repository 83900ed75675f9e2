import { failed } from '../errors'
import { compare } from '../value/compare'
import { encodeKey } from '../value/key'
import { bsonClass, isDoc, rankOf, RANK, typeName as aliasOf, type Doc, type Value } from '../value/types'

type Any = Value | undefined

export const nullish = (value: Any): value is null | undefined => value === null || value === undefined

/** Truth as expressions see it: false, 0, null and missing are false, all else (also '' and []) is true. */
export const truthy = (value: Any): boolean =>
  !nullish(value) && value !== false && value !== 0 && !isZeroDecimal(value)

const isZeroDecimal = (value: Value): boolean =>
  bsonClass(value) === 'Decimal128' && Number((value as object).toString()) === 0

/** The alias of a value's type, as MongoDB's messages and `$type` spell it. */
export const typeName = (value: Any): string => (value === undefined ? 'missing' : aliasOf(value))

/** Order of any two values as expressions compare them: unlike in a query, missing is less than null. */
export function compareAny(a: Any, b: Any): number {
  if (a !== undefined && b !== undefined) return compare(a, b)
  if (a === b) return 0
  const other = a ?? b
  const afterMissing = other === null || rankOf(other) !== RANK.minKey
  return (a === undefined) === afterMissing ? -1 : 1
}

/** A text which two values share if and only if MongoDB calls them equal: for sets and groups. */
export const identity = (value: Any): string => {
  if (typeof value === 'string') return `s${value}`
  return value === undefined ? '' : encodeKey(value).toString('latin1')
}

/** A field of a document under construction. Its name may come from data. */
export function setField(doc: Doc, name: string, value: Value): void {
  if (name === '__proto__') throw failed('a field may not be called __proto__')
  doc[name] = value
}

/** Lays an object over another; null and missing leave it as it is. */
export function merged(into: Doc, value: Value | undefined): Doc {
  if (nullish(value)) return into
  if (!isDoc(value))
    throw failed(`$mergeObjects requires object inputs, but input is of type ${typeName(value)}`)
  return { ...into, ...value }
}
