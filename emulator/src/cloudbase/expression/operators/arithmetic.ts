import { failed } from '../../errors'
import type { Value } from '../../value/types'
import { fromInteger, isNumeric, minus, plus, times, toDouble, toInteger, type Numeric } from '../numbers'
import { binary, nary, unary, type Operator } from '../operator'
import { nullish, typeName } from '../values'

/** A function of one number. Null and missing give null, any other type is refused. */
const ofNumber = (apply: (value: Numeric, name: string) => Value): Operator =>
  unary((value, name) => {
    if (nullish(value)) return null
    if (!isNumeric(value)) throw failed(`${name} only supports numeric types, not ${typeName(value)}`)
    return apply(value, name)
  })

/** A function which leaves integers as they are. */
const ofDouble = (apply: (value: number) => number): Operator =>
  ofNumber((value) => (toInteger(value) === null ? apply(toDouble(value)) : value))

/** A function of numbers within a domain; NaN passes through. */
const within = (
  apply: (value: number) => number,
  holds: (value: number) => boolean,
  what: string,
): Operator =>
  ofNumber((value, name) => {
    const number = toDouble(value)
    if (!Number.isNaN(number) && !holds(number)) {
      throw failed(`${name}'s argument must be ${what}, but is ${number}`)
    }
    return apply(number)
  })

const positive = (value: number): boolean => value > 0

const numbers = (a: Value, b: Value, name: string): [Numeric, Numeric] => {
  if (!isNumeric(a) || !isNumeric(b)) {
    throw failed(`${name} only supports numeric types, not ${typeName(a)} and ${typeName(b)}`)
  }
  return [a, b]
}

const dateOf = (ms: number): Date => {
  const date = new Date(ms)
  if (Number.isNaN(date.getTime())) throw failed('date overflow')
  return date
}

/** Numbers are added; with one date among them they are milliseconds added to it. */
const add = nary(0, Infinity, (values, name) => {
  let total: Numeric = 0
  let date: Date | null = null
  for (const value of values) {
    if (nullish(value)) return null
    if (value instanceof Date) {
      if (date) throw failed('only one date allowed in an $add expression')
      date = value
    } else if (isNumeric(value)) total = plus(total, value)
    else throw failed(`${name} only supports numeric or date types, not ${typeName(value)}`)
  }
  return date ? dateOf(date.getTime() + Math.round(toDouble(total))) : total
})

const multiply = nary(0, Infinity, (values, name) => {
  let product: Numeric = 1
  for (const value of values) {
    if (nullish(value)) return null
    if (!isNumeric(value)) throw failed(`${name} only supports numeric types, not ${typeName(value)}`)
    product = times(product, value)
  }
  return product
})

const subtract = binary((a, b) => {
  if (nullish(a) || nullish(b)) return null
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime()
  if (a instanceof Date && isNumeric(b)) return dateOf(a.getTime() - Math.trunc(toDouble(b)))
  if (isNumeric(a) && isNumeric(b)) return minus(a, b)
  throw failed(`can't $subtract ${typeName(b)} from ${typeName(a)}`)
})

const divide = binary((a, b, name) => {
  if (nullish(a) || nullish(b)) return null
  const [x, y] = numbers(a, b, name)
  if (toDouble(y) === 0) throw failed("can't $divide by zero")
  return toDouble(x) / toDouble(y)
})

const mod = binary((a, b, name) => {
  if (nullish(a) || nullish(b)) return null
  const [x, y] = numbers(a, b, name)
  if (toDouble(y) === 0) throw failed("can't $mod by zero")
  const integers = [toInteger(x), toInteger(y)]
  if (integers[0] != null && integers[1] != null) return Number(integers[0] % integers[1])
  return toDouble(x) % toDouble(y)
})

const log = binary((a, b, name) => {
  if (nullish(a) || nullish(b)) return null
  const [x, y] = numbers(a, b, name).map(toDouble) as [number, number]
  if (x <= 0) throw failed(`$log's argument must be a positive number, but is ${x}`)
  if (y <= 0 || y === 1) throw failed(`$log's base must be a positive number not equal to 1, but is ${y}`)
  return Math.log(x) / Math.log(y)
})

/** An integer power of an integer is one, up to 64 bits. */
const pow = binary((a, b, name) => {
  if (nullish(a) || nullish(b)) return null
  const [x, y] = numbers(a, b, name)
  const [base, exponent] = [toDouble(x), toDouble(y)]
  if (base === 0 && exponent < 0) throw failed('$pow cannot take a base of 0 and a negative exponent')
  const result = base ** exponent
  if (Number.isSafeInteger(result) || Math.abs(result) >= 2 ** 63) return result
  const [whole, times] = [toInteger(x), toInteger(y)]
  return whole !== null && times !== null && times >= 0n ? fromInteger(whole ** times) : result
})

/** https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/#arithmetic-expression-operators */
export const ARITHMETIC: Record<string, Operator> = {
  $abs: ofNumber((value) => (toDouble(value) < 0 ? minus(0, value) : value)),
  $add: add,
  $ceil: ofDouble(Math.ceil),
  $divide: divide,
  $exp: ofNumber((value) => Math.exp(toDouble(value))),
  $floor: ofDouble(Math.floor),
  $ln: within(Math.log, positive, 'a positive number'),
  $log: log,
  $log10: within(Math.log10, positive, 'a positive number'),
  $mod: mod,
  $multiply: multiply,
  $pow: pow,
  $sqrt: within(Math.sqrt, (value) => value >= 0, 'greater than or equal to 0'),
  $subtract: subtract,
  $trunc: ofDouble(Math.trunc),
}
