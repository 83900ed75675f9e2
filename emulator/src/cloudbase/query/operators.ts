import { failed, invalidOperator } from '../errors'
import { compare, equals, toDouble } from '../value/compare'
import { stringify } from '../value/ejson'
import { RANK, isDoc, rankOf, typeName, type Doc, type Value } from '../value/types'
import { isRegex, regexTest } from './regex'
import type { ValueTest } from './types'

/** A test of one field, and how the field's values are handed to it. */
export interface FieldTest {
  readonly test: ValueTest
  /** Hand over the elements of an array at the end of the path, then the array. */
  readonly expand: boolean
  /** The field matches when no value passes. */
  readonly negate: boolean
  /** Which element of an array passes, for a test of the array as a whole. */
  readonly elementOf?: (array: Value[]) => number
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
  if (rank === RANK.minKey || rank === RANK.maxKey) {
    return (value) => value !== undefined && accepts(compare(value, wanted))
  }
  if (typeof wanted === 'number' && Number.isNaN(wanted)) {
    return (value) => typeof value === 'number' && Number.isNaN(value) && accepts(0)
  }
  return (value) => {
    if (rankOf(value) !== rank) return false
    if (typeof value === 'number' && Number.isNaN(value)) return false
    return accepts(compare(value, wanted))
  }
}

function inTest(operator: string, list: Value): ValueTest {
  const values = asArray(list, operator)
  if (values.some((value) => isDoc(value) && Object.keys(value)[0]?.startsWith('$'))) {
    throw failed('cannot nest $ under $in')
  }
  const regexes = values.filter(isRegex).map((regex) => regexTest(regex.pattern, regex.options))
  const plain = values.filter((value) => !isRegex(value))
  const strings = new Set(plain.filter((value) => typeof value === 'string'))
  const others = plain.filter((value) => typeof value !== 'string').map(equalTest)
  return (value) =>
    typeof value === 'string'
      ? strings.has(value) || regexes.some((test) => test(value))
      : others.some((test) => test(value)) || regexes.some((test) => test(value))
}

const ORDERS = {
  $gt: (order: number): boolean => order > 0,
  $gte: (order: number): boolean => order >= 0,
  $lt: (order: number): boolean => order < 0,
  $lte: (order: number): boolean => order <= 0,
}

/** Builds the test of one operator on a path. `sub` compiles nested queries and operator objects. */
export function operatorTest(
  path: string,
  operator: string,
  argument: Value,
  all: Doc,
  sub: SubCompiler,
): FieldTest | null {
  switch (operator) {
    case '$eq':
      return positive(isRegex(argument) ? (value) => equals(value, argument) : equalTest(argument))
    case '$ne':
      if (isRegex(argument)) throw failed("Can't have regex as arg to $ne.")
      return negative(equalTest(argument))
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (isRegex(argument)) throw failed(`Can't have RegEx as arg to predicate over field '${path}'.`)
      return positive(orderTest(argument, ORDERS[operator]))
    case '$in':
      return positive(inTest(operator, argument))
    case '$nin':
      return negative(inTest(operator, argument))
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
      if (!('$regex' in all)) throw failed('$options needs a $regex')
      return null
    case '$near':
    case '$nearSphere':
    case '$geoWithin':
    case '$geoIntersects':
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
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
  if (!Array.isArray(value)) throw failed(`${operator} needs an array`)
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
  const shown = `$size: ${stringify(argument)}`
  if (rankOf(argument) !== RANK.number) throw failed(`Failed to parse $size. Expected a number in: ${shown}`)
  const size = toDouble(argument as number)
  if (!Number.isInteger(size)) throw failed(`Failed to parse $size. Expected an integer: ${shown}`)
  if (size < 0) throw failed(`Failed to parse $size. Expected a non-negative number in: ${shown}`)
  return whole((value) => Array.isArray(value) && value.length === size)
}

function modTest(argument: Value): FieldTest {
  if (!Array.isArray(argument)) throw failed('malformed mod, needs to be an array')
  if (argument.length < 2) throw failed('malformed mod, not enough elements')
  if (argument.length > 2) throw failed('malformed mod, too many elements')
  const [divisor, remainder] = argument.map((value, i) => {
    const name = i === 0 ? 'divisor' : 'remainder'
    if (rankOf(value) !== RANK.number) throw failed(`malformed mod, ${name} not a number`)
    const number = Math.trunc(toDouble(value as number))
    if (Number.isFinite(number)) return number
    throw failed(
      `malformed mod, ${name} value is invalid :: caused by :: Unable to coerce NaN/Inf to integral type`,
    )
  }) as [number, number]
  if (divisor === 0) throw failed('divisor cannot be 0')
  return positive(
    (value) => rankOf(value) === RANK.number && Math.trunc(toDouble(value as number)) % divisor === remainder,
  )
}

function regexOperator(argument: Value, options: Value | undefined): ValueTest {
  if (options !== undefined && typeof options !== 'string') throw failed('$options has to be a string')
  if (isRegex(argument)) {
    if (options !== undefined && argument.options !== '')
      throw failed('options set in both $regex and $options')
    return regexTest(argument.pattern, options ?? argument.options)
  }
  if (typeof argument !== 'string') throw failed('$regex has to be a string')
  return regexTest(argument, options ?? '')
}

const TREES = new Set(['$and', '$or', '$nor'])

function elemMatchTest(argument: Value, sub: SubCompiler): FieldTest {
  if (!isDoc(argument)) throw failed('$elemMatch needs an Object')
  const logical = TREES.has(Object.keys(argument)[0] ?? '')
  const passes = !logical && isOperators(argument) ? sub.value(argument) : elementTest(sub.query(argument))
  const elementOf = (array: Value[]): number => array.findIndex((item) => passes(item))
  return { ...whole((value) => Array.isArray(value) && elementOf(value) >= 0), elementOf }
}

/** A query on elements: an array within an array is looked into by position. */
const elementTest =
  (matches: (doc: Doc) => boolean): ValueTest =>
  (item) =>
    isDoc(item) ? matches(item) : Array.isArray(item) && matches({ ...item } as unknown as Doc)

/** The aliases and codes of the types a document can hold here. */
const TYPE_CODES: Record<string, number> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
}
const TYPE_ALIASES = new Map(Object.entries(TYPE_CODES).map(([alias, code]) => [code, alias]))

/**
 * `$type`. A number is stored as its value: one without a fraction is an `int` or, from 2^31, a `long`,
 * whatever the arithmetic it came from.
 */
function typeTest(argument: Value): FieldTest {
  const list = Array.isArray(argument) ? argument : [argument]
  if (list.length === 0) throw failed('$type must match at least one type')
  const aliases = new Set(list.map(typeAlias))
  return positive(
    (value) =>
      value !== undefined &&
      (aliases.has(typeName(value)) || (aliases.has('number') && rankOf(value) === RANK.number)),
  )
}

function typeAlias(type: Value): string {
  if (typeof type === 'number') {
    const alias = TYPE_ALIASES.get(type)
    if (alias === undefined) throw failed(`Invalid numerical type code: ${type}`)
    return alias
  }
  if (typeof type !== 'string') throw failed('type must be represented as a number or a string')
  if (type === 'number' || Object.hasOwn(TYPE_CODES, type)) return type
  throw failed(`Unknown type name alias: ${type}`)
}
