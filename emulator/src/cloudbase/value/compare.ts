import type { Binary, BSONRegExp, Decimal128, Long, ObjectId, Timestamp } from 'bson'
import { RANK, bsonClass, isDoc, rankOf, type Doc, type Value } from './types'

/** Compares any two values in MongoDB's order; a missing field equals null. */
export function compare(a: Value | undefined, b: Value | undefined): number {
  if (a === b) return 0
  const rank = rankOf(a)
  const other = rankOf(b)
  if (rank !== other) return rank < other ? -1 : 1
  switch (rank) {
    case RANK.number:
      return compareNumbers(a as number, b as number)
    case RANK.string:
      return compareStrings(a as string, b as string)
    case RANK.object:
      return compareDocs(a as Doc, b as Doc)
    case RANK.array:
      return compareArrays(a as Value[], b as Value[])
    case RANK.boolean:
      return Number(a) - Number(b)
    case RANK.date:
      return sign((a as Date).getTime() - (b as Date).getTime())
    case RANK.objectId:
      return compareStrings((a as ObjectId).toHexString(), (b as ObjectId).toHexString())
    case RANK.binary:
      return compareBinary(a as Binary, b as Binary)
    case RANK.timestamp:
      return (a as Timestamp).compare(b as Timestamp)
    case RANK.regex:
      return compareStrings(regexText(a as BSONRegExp), regexText(b as BSONRegExp))
    default:
      return 0
  }
}

/** True if MongoDB calls two values equal. The order of an object's fields counts. */
export function equals(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true
  if (typeof a === 'string' || typeof b === 'string') return false
  return compare(a, b) === 0
}

const sign = (n: number): number => (n < 0 ? -1 : n > 0 ? 1 : 0)

/** Text of a regular expression which sorts and compares as a whole. */
export const regexText = (regex: BSONRegExp): string => `${regex.pattern}\u0000${regex.options}`

/** Code point order, as UTF-8 bytes sort. UTF-16 units differ from it where surrogates meet. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    let x = a.charCodeAt(i)
    let y = b.charCodeAt(i)
    if (x === y) continue
    if (x >= 0xd800 && y >= 0xd800) {
      x = x >= 0xe000 ? x - 0x800 : x + 0x2000
      y = y >= 0xe000 ? y - 0x800 : y + 0x2000
    }
    return x < y ? -1 : 1
  }
  return sign(a.length - b.length)
}

type Numeric = number | Long | Decimal128

/** A numeric value as the nearest double. */
export function toDouble(value: Numeric): number {
  if (typeof value === 'number') return value
  return bsonClass(value) === 'Long' ? (value as Long).toNumber() : Number(value.toString())
}

function compareNumbers(a: Numeric, b: Numeric): number {
  const x = toDouble(a)
  const y = toDouble(b)
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(y)) - Number(Number.isNaN(x))
  if (x !== y) return x < y ? -1 : 1
  if (typeof a === 'number' && typeof b === 'number') return 0
  return sign(excess(a) - excess(b))
}

/** How far an exact integer lies from its nearest double: what the double alone cannot tell. */
export function excess(value: Numeric): number {
  if (typeof value === 'number' || bsonClass(value) !== 'Long') return 0
  return Number((value as Long).toBigInt() - BigInt((value as Long).toNumber()))
}

function compareDocs(a: Doc, b: Doc): number {
  const keys = Object.keys(a)
  const others = Object.keys(b)
  const length = Math.min(keys.length, others.length)
  for (let i = 0; i < length; i++) {
    const key = keys[i]!
    const other = others[i]!
    const x = a[key]
    const y = b[other]
    const rank = rankOf(x) - rankOf(y)
    if (rank !== 0) return rank
    const byName = compareStrings(key, other)
    if (byName !== 0) return byName
    const byValue = compare(x, y)
    if (byValue !== 0) return byValue
  }
  return keys.length - others.length
}

function compareArrays(a: Value[], b: Value[]): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const order = compare(a[i], b[i])
    if (order !== 0) return order
  }
  return a.length - b.length
}

function compareBinary(a: Binary, b: Binary): number {
  if (a.position !== b.position) return a.position - b.position
  if (a.sub_type !== b.sub_type) return a.sub_type - b.sub_type
  return Buffer.compare(a.value(), b.value())
}

/** A deep copy of the plain parts; BSON classes and dates are shared, nothing changes them. */
export function cloneValue<T extends Value>(value: T): T {
  if (Array.isArray(value)) return value.map(cloneValue) as unknown as T
  if (!isDoc(value)) return value
  const copy: Doc = {}
  for (const key of Object.keys(value)) copy[key] = cloneValue(value[key]!)
  return copy as T
}
