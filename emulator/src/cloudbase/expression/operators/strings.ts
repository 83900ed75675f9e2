import { failed } from '../../errors'
import { compareStrings } from '../../value/compare'
import type { Value } from '../../value/types'
import { int32, isNumeric, toDouble } from '../numbers'
import { binary, named, nary, operands, unary, type Operator } from '../operator'
import { nullish, typeName } from '../values'
import { given, searchRange } from './arrays'

type Any = Value | undefined

function text(value: Any, what: string): string {
  if (typeof value !== 'string') throw failed(`${what} requires a string argument, found: ${typeName(value)}`)
  return value
}

/** A value as text where MongoDB converts by itself: null and missing are '', numbers and dates are written out. */
function coerced(value: Any): string {
  if (nullish(value)) return ''
  if (typeof value === 'string') return value
  if (isNumeric(value)) return value.toString()
  if (value instanceof Date) return value.toISOString()
  throw failed(`can't convert from BSON type ${typeName(value)} to String`)
}

const concat = nary(0, Infinity, (values, name) => {
  let result = ''
  for (const value of values) {
    if (nullish(value)) return null
    if (typeof value !== 'string') throw failed(`${name} only supports strings, not ${typeName(value)}`)
    result += value
  }
  return result
})

const split = binary((value, separator, name) => {
  if (nullish(value) || nullish(separator)) return null
  const by = text(separator, `${name}'s second argument`)
  if (by === '') throw failed(`${name} requires a non-empty separator`)
  return text(value, `${name}'s first argument`).split(by)
})

/** Texts as lists of units: bytes of their UTF-8, or code points. */
interface Units<T> {
  readonly of: (value: string) => T
  readonly length: (units: T) => number
  readonly indexOf: (units: T, wanted: T, from: number, to: number) => number
}

const BYTES: Units<Buffer> = {
  of: (value) => Buffer.from(value, 'utf8'),
  length: (units) => units.length,
  indexOf: (units, wanted, from, to) => (from > to ? -1 : units.subarray(0, to).indexOf(wanted, from)),
}
const POINTS: Units<string[]> = {
  of: (value) => [...value],
  length: (units) => units.length,
  indexOf: (units, wanted, from, to) => {
    for (let i = from; i + wanted.length <= to; i++) {
      if (wanted.every((unit, at) => units[i + at] === unit)) return i
    }
    return -1
  },
}

/** The position of a text within another. An empty text is found wherever the search begins. */
function indexOf<T>(units: Units<T>): Operator {
  return (argument, compile, name) => {
    const parts = operands(argument, compile, name, 2, 4)
    return (scope) => {
      const [value, wanted, from, to] = parts.map((part) => part(scope))
      if (nullish(value)) return null
      const all = units.of(text(value, `${name}'s first argument`))
      const part = units.of(text(wanted, `${name}'s second argument`))
      const [start, end] = searchRange(given(parts, 2, from), given(parts, 3, to), units.length(all), name)
      return start > units.length(all) || end < start ? -1 : units.indexOf(all, part, start, end)
    }
  }
}

const isInner = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80

const substrBytes = nary(3, 3, ([value, start, length], name) => {
  const bytes = Buffer.from(coerced(value), 'utf8')
  const number = (part: Any, what: string): number => {
    if (!isNumeric(part))
      throw failed(`${name}: ${what} must be a numeric type (is BSON type ${typeName(part)})`)
    return Math.trunc(toDouble(part))
  }
  const from = number(start, 'starting index')
  const count = number(length, 'length')
  if (from < 0) throw failed(`${name}: starting index must be non-negative (got: ${from})`)
  const to = count < 0 ? bytes.length : Math.min(bytes.length, from + count)
  if (isInner(bytes[from]))
    throw failed(`${name}: Invalid range, starting index is a UTF-8 continuation byte.`)
  if (isInner(bytes[to]))
    throw failed(`${name}: Invalid range, ending index is in the middle of a UTF-8 character.`)
  return bytes.subarray(from, to).toString('utf8')
})

const substrCP = nary(3, 3, ([value, start, length], name) => {
  const points = [...coerced(value)]
  const from = int32(start, `${name}: the starting index`)
  const count = int32(length, `${name}: the length`)
  if (from < 0) throw failed(`${name}: the starting index must be nonnegative integer.`)
  if (count < 0) throw failed(`${name}: length must be a nonnegative integer.`)
  return points.slice(from, from + count).join('')
})

/** Letter case of ASCII alone, as MongoDB has it. */
const cased = (pattern: RegExp, change: (letter: string) => string): Operator =>
  unary((value) => coerced(value).replace(pattern, change))
const upper = (letters: string): string => letters.replace(/[a-z]+/g, (part) => part.toUpperCase())

/** What `$trim` takes off unless it is told: https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/trim/ */
const WHITESPACE = new Set(
  '\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a',
)

const trim = (left: boolean, right: boolean): Operator =>
  named(['input'], ['chars'], (get, isGiven, name) => {
    const input = get('input')
    const chars = isGiven('chars') ? get('chars') : ''
    if (nullish(input) || nullish(chars)) return null
    const points = [...text(input, name)]
    const off = isGiven('chars') ? new Set(text(chars, name)) : WHITESPACE
    let from = 0
    let to = points.length
    while (left && from < to && off.has(points[from]!)) from++
    while (right && to > from && off.has(points[to - 1]!)) to--
    return points.slice(from, to).join('')
  })

/** https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/#string-expression-operators */
export const STRINGS: Record<string, Operator> = {
  $concat: concat,
  $indexOfBytes: indexOf(BYTES),
  $indexOfCP: indexOf(POINTS),
  $ltrim: trim(true, false),
  $rtrim: trim(false, true),
  $split: split,
  $strLenBytes: unary((value, name) => Buffer.byteLength(text(value, name))),
  $strLenCP: unary((value, name) => [...text(value, name)].length),
  $strcasecmp: binary((a, b) => compareStrings(upper(coerced(a)), upper(coerced(b)))),
  $substr: substrBytes,
  $substrBytes: substrBytes,
  $substrCP: substrCP,
  $toLower: cased(/[A-Z]+/g, (letters) => letters.toLowerCase()),
  $toUpper: cased(/[a-z]+/g, (letters) => letters.toUpperCase()),
  $trim: trim(true, true),
}
