import { invalidOperator } from '../errors'
import { compare, equals, toDouble } from '../value/compare'
import { bsonClass, isDoc, rankOf, RANK, type Doc, type Value } from '../value/types'
import { isRegex, regexTest } from './regex'
import type { ValueTest } from './types'

/** A test of one field, and how the field's values are handed to it. */
export interface FieldTest {
  readonly test: ValueTest
  /** Hand over the elements of an array at the end of the path, then the array. */
  readonly expand: boolean
  /** The field matches when no value passes. */
  readonly negate: boolean
}

const positive = (test: ValueTest): FieldTest => ({ test, expand: true, negate: false })
const negative = (test: ValueTest): FieldTest => ({ test, expand: true, negate: true })
const whole = (test: ValueTest): FieldTest => ({ test, expand: false, negate: false })

export function equalTest(wanted: Value): ValueTest {
  if (wanted === null) return (value) => value === undefined || value === null
  if (typeof wanted === 'string' || typeof wanted === 'boolean') return (value) => value === wanted
  return (value) => value !== undefined && equals(value, wanted)
}

/** Orders only within one type, as MongoDB's comparison operators do; null also meets a missing field. */
function orderTest(wanted: Value, accepts: (order: number) => boolean): ValueTest {
  const rank = rankOf(wanted)
  if (isRegex(wanted)) throw invalidOperator("Can't have RegEx as arg to predicate over field")
  if (typeof wanted === 'number' && Number.isNaN(wanted)) {
    return (value) => typeof value === 'number' && Number.isNaN(value) && accepts(0)
  }
  return (value) => {
    if (rankOf(value) !== rank) return false
    if (typeof value === 'number' && Number.isNaN(value)) return false
    return accepts(compare(value, wanted))
  }
}

function inTest(list: Value): ValueTest {
  const values = asArray(list, '$in')
  const regexes = values.filter(isRegex).map((regex) => regexTest(regex.pattern, regex.options))
  const plain = values.filter((value) => !isRegex(value))
  const strings = new Set(plain.filter((value) => typeof value === 'string'))
  const others = plain.filter((value) => typeof value !== 'string').map(equalTest)
  return (value) =>
    typeof value === 'string'
      ? strings.has(value) || regexes.some((test) => test(value))
      : others.some((test) => test(value)) || regexes.some((test) => test(value))
}

/** Builds the test of one operator. `sub` compiles nested queries and operator objects. */
export function operatorTest(
  operator: string,
  argument: Value,
  all: Doc,
  sub: SubCompiler,
): FieldTest | null {
  switch (operator) {
    case '$eq':
      return positive(isRegex(argument) ? (value) => equals(value, argument) : equalTest(argument))
    case '$ne':
      if (isRegex(argument)) throw invalidOperator("Can't have regex as arg to $ne.")
      return negative(equalTest(argument))
    case '$gt':
      return positive(orderTest(argument, (order) => order > 0))
    case '$gte':
      return positive(orderTest(argument, (order) => order >= 0))
    case '$lt':
      return positive(orderTest(argument, (order) => order < 0))
    case '$lte':
      return positive(orderTest(argument, (order) => order <= 0))
    case '$in':
      return positive(inTest(argument))
    case '$nin':
      return negative(inTest(argument))
    case '$exists':
      return { test: (value) => value !== undefined, expand: true, negate: !truthy(argument) }
    case '$size':
      return sizeTest(argument)
    case '$mod':
      return modTest(argument)
    case '$type':
      return typeTest(argument)
    case '$elemMatch':
      return elemMatchTest(argument, sub)
    case '$regex':
      return positive(regexOperator(argument, all['$options']))
    case '$options':
      if (!('$regex' in all)) throw invalidOperator('$options needs a $regex')
      return null
    case '$geoNear':
    case '$near':
    case '$nearSphere':
    case '$geoWithin':
    case '$geoIntersects':
      throw invalidOperator(`${operator} is not supported locally`)
    default:
      throw invalidOperator(`unknown operator: ${operator}`)
  }
}

export interface SubCompiler {
  query(query: Doc): (doc: Doc) => boolean
  /** Compiles an operator object into a test of a single value, arrays not expanded. */
  value(operators: Doc): ValueTest
}

export const truthy = (value: Value): boolean => value !== false && value !== 0 && value !== null

export function asArray(value: Value, operator: string): Value[] {
  if (!Array.isArray(value)) throw invalidOperator(`${operator} needs an array`)
  return value
}

/** True for `{ $gt: … }`: an object whose first field is an operator. Mixing fields and operators throws. */
export function isOperators(value: Value): value is Doc {
  if (!isDoc(value)) return false
  const keys = Object.keys(value)
  if (!keys[0]?.startsWith('$')) return false
  const field = keys.find((key) => !key.startsWith('$'))
  if (field !== undefined) throw invalidOperator(`unknown operator: ${field}`)
  return true
}

function sizeTest(argument: Value): FieldTest {
  if (typeof argument !== 'number' || !Number.isInteger(argument) || argument < 0) {
    throw invalidOperator('$size must be a whole number, 0 or more')
  }
  return whole((value) => Array.isArray(value) && value.length === argument)
}

function modTest(argument: Value): FieldTest {
  const [divisor, remainder, extra] = asArray(argument, '$mod').map((n) =>
    rankOf(n) === RANK.number ? Math.trunc(toDouble(n as number)) : NaN,
  )
  if (divisor === undefined || remainder === undefined || extra !== undefined) {
    throw invalidOperator('malformed mod, needs a divisor and a remainder')
  }
  if (Number.isNaN(divisor) || Number.isNaN(remainder)) throw invalidOperator('malformed mod, not a number')
  if (divisor === 0) throw invalidOperator('divisor cannot be 0')
  return positive(
    (value) => rankOf(value) === RANK.number && Math.trunc(toDouble(value as number)) % divisor === remainder,
  )
}

function regexOperator(argument: Value, options: Value | undefined): ValueTest {
  const flags = typeof options === 'string' ? options : ''
  if (isRegex(argument)) return regexTest(argument.pattern, flags || argument.options)
  if (typeof argument !== 'string') throw invalidOperator('$regex has to be a string')
  return regexTest(argument, flags)
}

function elemMatchTest(argument: Value, sub: SubCompiler): FieldTest {
  if (!isDoc(argument)) throw invalidOperator('$elemMatch needs an Object')
  const first = Object.keys(argument)[0]
  const logical = first === '$and' || first === '$or' || first === '$nor'
  if (!logical && isOperators(argument)) {
    const test = sub.value(argument)
    return whole((value) => Array.isArray(value) && value.some((item) => test(item)))
  }
  const matches = sub.query(argument)
  return whole((value) => Array.isArray(value) && value.some((item) => isDoc(item) && matches(item)))
}

const TYPES: Record<string, (value: Value) => boolean> = {
  double: (value) => typeof value === 'number' && !isInt32(value),
  string: (value) => typeof value === 'string',
  object: isDoc,
  array: (value) => Array.isArray(value),
  binData: (value) => bsonClass(value) === 'Binary',
  objectId: (value) => bsonClass(value) === 'ObjectId',
  bool: (value) => typeof value === 'boolean',
  date: (value) => value instanceof Date,
  null: (value) => value === null,
  regex: isRegex,
  int: (value) => typeof value === 'number' && isInt32(value),
  timestamp: (value) => bsonClass(value) === 'Timestamp',
  long: (value) => bsonClass(value) === 'Long' || (typeof value === 'number' && isLong(value)),
  decimal: (value) => bsonClass(value) === 'Decimal128',
  number: (value) => rankOf(value) === RANK.number,
}
const TYPE_NUMBERS: Record<number, string> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
}

const isInt32 = (value: number): boolean => value === (value | 0)
const isLong = (value: number): boolean => Number.isSafeInteger(value) && !isInt32(value)

function typeTest(argument: Value): FieldTest {
  const tests = (Array.isArray(argument) ? argument : [argument]).map((type) => {
    const test = TYPES[typeof type === 'number' ? (TYPE_NUMBERS[type] ?? '') : String(type)]
    if (!test) throw invalidOperator(`Unknown type name alias: ${String(type)}`)
    return test
  })
  return positive((value) => value !== undefined && tests.some((test) => test(value)))
}
