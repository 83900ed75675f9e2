import type { Long } from 'bson'
import { ObjectId } from 'bson'
import { DatabaseError, failed, invalidOperator } from '../../errors'
import { bsonClass, type Value } from '../../value/types'
import { NotADate, parseDate } from '../date-format'
import { fromInteger, isNumeric, toDouble, toInteger } from '../numbers'
import { named, unary, type Operator } from '../operator'
import { nullish, truthy, typeName } from '../values'

type Convert = (value: Value) => Value

const refuse = (value: Value, to: string): never => {
  throw failed(`Unsupported conversion from ${typeName(value)} to ${to} in $convert with no onError value`)
}

function toNumber(value: Value, to: string): number | Long {
  if (typeof value === 'boolean') return Number(value)
  if (value instanceof Date && to !== 'int') return value.getTime()
  if (isNumeric(value))
    return typeof value === 'number'
      ? value
      : (fromInteger(toInteger(value) ?? BigInt(Math.trunc(toDouble(value)))) as Long)
  if (typeof value !== 'string') return refuse(value, to)
  const pattern =
    to === 'double' ? /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$|^[+-]?(Infinity|NaN)$/ : /^[+-]?\d+$/
  if (!pattern.test(value))
    throw failed(`Failed to parse number '${value}' in $convert with no onError value`)
  if (to === 'double') return Number(value)
  return fromInteger(BigInt(value.replace('+', ''))) as number | Long
}

/** A whole number of so many bits: the fraction is cut off, what does not fit is refused. */
function whole(value: Value, to: 'int' | 'long', bits: bigint): Value {
  const number = toNumber(value, to)
  if (typeof number === 'number' && !Number.isFinite(number)) {
    throw failed(`Attempt to convert ${number} to integer in $convert with no onError value`)
  }
  const integer = typeof number === 'number' ? BigInt(Math.trunc(number)) : number.toBigInt()
  if (integer !== BigInt.asIntN(Number(bits), integer)) {
    throw failed(`Conversion would overflow target type in $convert with no onError value: ${integer}`)
  }
  return fromInteger(integer)
}

function toText(value: Value): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean' || isNumeric(value)) return String(value)
  if (value instanceof Date) return value.toISOString()
  return bsonClass(value) === 'ObjectId' ? (value as ObjectId).toHexString() : refuse(value, 'string')
}

function toDate(value: Value): Date {
  if (value instanceof Date) return value
  if (bsonClass(value) === 'ObjectId') return (value as ObjectId).getTimestamp()
  if (isNumeric(value) && typeName(value) !== 'int') return new Date(Math.trunc(toDouble(value)))
  if (typeof value !== 'string') return refuse(value, 'date')
  try {
    return parseDate(value, null, null)
  } catch (error) {
    throw error instanceof NotADate ? failed(`${error.message} in $convert with no onError value`) : error
  }
}

function toObjectId(value: Value): ObjectId {
  if (bsonClass(value) === 'ObjectId') return value as ObjectId
  if (typeof value !== 'string') return refuse(value, 'objectId')
  if (!/^[0-9a-f]{24}$/i.test(value)) {
    throw failed(`Failed to parse objectId '${value}' in $convert with no onError value`)
  }
  return new ObjectId(value)
}

const CONVERSIONS: Record<string, Convert> = {
  bool: (value) => truthy(value),
  date: toDate,
  double: (value) => {
    const number = toNumber(value, 'double')
    return typeof number === 'number' ? number : number.toNumber()
  },
  int: (value) => whole(value, 'int', 32n),
  long: (value) => whole(value, 'long', 64n),
  objectId: toObjectId,
  string: toText,
}
const TYPE_NUMBERS: Record<number, string> = {
  1: 'double',
  2: 'string',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  16: 'int',
  18: 'long',
  19: 'decimal',
}

function conversion(to: Value): Convert {
  const name = typeof to === 'number' ? (TYPE_NUMBERS[to] ?? String(to)) : String(to)
  if (name === 'decimal') throw invalidOperator('Decimal128 arithmetic is not supported locally')
  const convert = Object.hasOwn(CONVERSIONS, name) ? CONVERSIONS[name] : undefined
  if (!convert) throw failed(`Unknown type name: ${name}`)
  return convert
}

const convert = named(['input', 'to'], ['onError', 'onNull'], (get, given) => {
  const to = get('to')
  const input = get('input')
  const apply = nullish(to) ? null : conversion(to)
  if (nullish(input)) return given('onNull') ? get('onNull') : null
  if (!apply) return null
  try {
    return apply(input)
  } catch (error) {
    if (error instanceof DatabaseError && given('onError')) return get('onError')
    throw error
  }
})

const converter = (to: string): Operator =>
  unary((value) => (nullish(value) ? null : CONVERSIONS[to]!(value)))

/** https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/#type-expression-operators */
export const TYPES: Record<string, Operator> = {
  $convert: convert,
  $toBool: converter('bool'),
  $toDate: converter('date'),
  $toDouble: converter('double'),
  $toInt: converter('int'),
  $toLong: converter('long'),
  $toObjectId: converter('objectId'),
  $toString: converter('string'),
  $type: unary(typeName),
}
