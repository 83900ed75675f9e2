import { failed } from '../../errors'
import type { Value } from '../../value/types'
import { int32 } from '../numbers'
import { checkVariable } from '../names'
import { argumentsOf, binary, nary, operands, unary, type Operator } from '../operator'
import { bound } from '../scope'
import { compareAny, nullish, truthy, typeName } from '../values'

type Any = Value | undefined

function array(value: Any, what: string): Value[] {
  if (!Array.isArray(value)) throw failed(`${what} must be an array, but is ${typeName(value)}`)
  return value
}

const arrayElemAt = binary((list, index, name) => {
  if (nullish(list) || nullish(index)) return null
  const items = array(list, `${name}'s first argument`)
  const at = int32(index, `${name}'s second argument`)
  return items[at < 0 ? items.length + at : at]
})

const concatArrays = nary(0, Infinity, (lists, name) => {
  if (lists.some(nullish)) return null
  return lists.flatMap((list) => array(list, `an operand of ${name}`))
})

/** The variable of `$filter` and `$map`: what `as` names, or `this`. */
const itemName = (as: Value | undefined): string => {
  if (as === undefined) return 'this'
  if (typeof as !== 'string') throw failed('the name of a variable must be a string')
  return checkVariable(as)
}

const filter: Operator = (argument, compile, name) => {
  const { input, as, cond } = argumentsOf(argument, name, ['input', 'cond'], ['as'])
  const variable = itemName(as)
  const source = compile(input!)
  const test = compile(cond!, [variable])
  return (scope) => {
    const list = source(scope)
    if (nullish(list)) return null
    return array(list, `input to ${name}`).filter((item) => truthy(test(bound(scope, { [variable]: item }))))
  }
}

const map: Operator = (argument, compile, name) => {
  const { input, as, in: body } = argumentsOf(argument, name, ['input', 'in'], ['as'])
  const variable = itemName(as)
  const source = compile(input!)
  const result = compile(body!, [variable])
  return (scope) => {
    const list = source(scope)
    if (nullish(list)) return null
    return array(list, `input to ${name}`).map((item) => result(bound(scope, { [variable]: item })) ?? null)
  }
}

const reduce: Operator = (argument, compile, name) => {
  const { input, initialValue, in: body } = argumentsOf(argument, name, ['input', 'initialValue', 'in'])
  const source = compile(input!)
  const initial = compile(initialValue!)
  const step = compile(body!, ['this', 'value'])
  return (scope) => {
    const list = source(scope)
    if (nullish(list)) return null
    return array(list, `input to ${name}`).reduce<Any>(
      (value, item) => step(bound(scope, { this: item, value })),
      initial(scope),
    )
  }
}

/** The range in which `$indexOfArray` and its kin search: from, to. Both are optional. */
export function searchRange(from: Any, to: Any, length: number, name: string): [number, number] {
  const natural = (value: Any, what: string): number => {
    const number = int32(value, `${name}'s ${what} index`)
    if (number < 0) throw failed(`${name} requires a nonnegative ${what} index, but got ${number}`)
    return number
  }
  const start = from === undefined ? 0 : natural(from, 'starting')
  return [start, to === undefined ? length : Math.min(length, natural(to, 'ending'))]
}

const indexOfArray: Operator = (argument, compile, name) => {
  const parts = operands(argument, compile, name, 2, 4)
  return (scope) => {
    const [list, wanted, from, to] = parts.map((part) => part(scope))
    if (nullish(list)) return null
    const items = array(list, `${name}'s first argument`)
    const [start, end] = searchRange(given(parts, 2, from), given(parts, 3, to), items.length, name)
    for (let i = start; i < end; i++) if (compareAny(items[i], wanted) === 0) return i
    return -1
  }
}

/** An operand which was written but is missing counts as null; one which was not written is undefined. */
export const given = (parts: readonly unknown[], at: number, value: Any): Any =>
  parts.length > at ? (value ?? null) : undefined

const MAX_RANGE_ITEMS = 8 * 1024 * 1024

const range = nary(2, 3, (values, name) => {
  const start = int32(values[0], `${name}'s start`)
  const end = int32(values[1], `${name}'s end`)
  const step = values.length === 2 ? 1 : int32(values[2], `${name}'s step`)
  if (step === 0) throw failed(`${name} requires a non-zero step value`)
  if ((end - start) / step > MAX_RANGE_ITEMS) throw failed(`${name} would use too much memory`)
  const items: number[] = []
  for (let i = start; step > 0 ? i < end : i > end; i += step) items.push(i)
  return items
})

const slice = nary(2, 3, (values, name) => {
  if (values.some(nullish)) return null
  const [list, second, third] = values
  const items = array(list, `${name}'s first argument`)
  if (values.length === 2) {
    const count = int32(second, `${name}'s second argument`)
    return count < 0 ? items.slice(count) : items.slice(0, count)
  }
  const position = int32(second, `${name}'s second argument`)
  const count = int32(third, `${name}'s third argument`)
  if (count <= 0) throw failed(`Third argument to ${name} must be positive: ${count}`)
  const start = position < 0 ? Math.max(0, items.length + position) : position
  return items.slice(start, start + count)
})

const zip: Operator = (argument, compile, name) => {
  const spec = argumentsOf(argument, name, ['inputs'], ['useLongestLength', 'defaults'])
  if (!Array.isArray(spec['inputs'])) throw failed(`inputs must be an array of expressions for ${name}`)
  if (spec['inputs'].length === 0) throw failed(`${name} requires at least one input array`)
  const longest = spec['useLongestLength'] ?? false
  if (typeof longest !== 'boolean') throw failed('useLongestLength must be a bool')
  const inputs = spec['inputs'].map((input) => compile(input))
  const defaults = spec['defaults'] ?? []
  if (!Array.isArray(defaults)) throw failed(`defaults must be an array of expressions for ${name}`)
  if (defaults.length > 0 && !longest)
    throw failed("cannot specify 'defaults' unless 'useLongestLength' is true")
  if (defaults.length > 0 && defaults.length !== inputs.length) {
    throw failed('defaults and inputs must have the same length')
  }
  const fillers = defaults.map((filler) => compile(filler))
  return (scope) => {
    const lists: Value[][] = []
    for (const input of inputs) {
      const list = input(scope)
      if (nullish(list)) return null
      lists.push(array(list, `an input of ${name}`))
    }
    const fill = fillers.map((filler) => filler(scope) ?? null)
    const lengths = lists.map(({ length }) => length)
    const length = longest ? Math.max(...lengths) : Math.min(...lengths)
    return Array.from({ length }, (_, i) =>
      lists.map((list, at) => (i < list.length ? list[i]! : (fill[at] ?? null))),
    )
  }
}

/** https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/#array-expression-operators */
export const ARRAYS: Record<string, Operator> = {
  $arrayElemAt: arrayElemAt,
  $concatArrays: concatArrays,
  $filter: filter,
  $in: binary((value, list, name) =>
    array(list, `${name}'s second argument`).some((item) => compareAny(item, value) === 0),
  ),
  $indexOfArray: indexOfArray,
  $isArray: unary((value) => Array.isArray(value)),
  $map: map,
  $range: range,
  $reduce: reduce,
  $reverseArray: unary((value, name) =>
    nullish(value) ? null : [...array(value, `the argument to ${name}`)].reverse(),
  ),
  $size: unary((value, name) => array(value, `the argument to ${name}`).length),
  $slice: slice,
  $zip: zip,
}
