import { failed } from '../../errors'
import type { Value } from '../../value/types'
import { binary, nary, unary, type Operator } from '../operator'
import { identity, nullish, truthy, typeName } from '../values'

type Any = Value | undefined

function set(value: Any, name: string): Map<string, Value> {
  if (!Array.isArray(value)) {
    throw failed(`All operands of ${name} must be arrays. One argument is of type: ${typeName(value)}`)
  }
  return new Map(value.map((item) => [identity(item), item]))
}

const within = (a: Map<string, Value>, b: Map<string, Value>): boolean =>
  [...a.keys()].every((key) => b.has(key))

/** Lists as sets: duplicates count once, nested arrays are elements. Results come in no promised order. */
export const SETS: Record<string, Operator> = {
  $allElementsTrue: unary((value, name) => {
    if (!Array.isArray(value)) throw failed(`${name}'s argument must be an array, but is ${typeName(value)}`)
    return value.every(truthy)
  }),
  $anyElementTrue: unary((value, name) => {
    if (!Array.isArray(value)) throw failed(`${name}'s argument must be an array, but is ${typeName(value)}`)
    return value.some(truthy)
  }),
  $setDifference: binary((a, b, name) => {
    if (nullish(a) || nullish(b)) return null
    const without = set(b, name)
    return [...set(a, name)].filter(([key]) => !without.has(key)).map(([, item]) => item)
  }),
  $setEquals: nary(2, Infinity, (values, name) => {
    const [first, ...others] = values.map((value) => set(value, name))
    return others.every((other) => within(first!, other) && within(other, first!))
  }),
  $setIntersection: nary(0, Infinity, (values, name) => {
    if (values.some(nullish)) return null
    const [first, ...others] = values.map((value) => set(value, name))
    return [...(first ?? [])]
      .filter(([key]) => others.every((other) => other.has(key)))
      .map(([, item]) => item)
  }),
  $setIsSubset: binary((a, b, name) => within(set(a, name), set(b, name))),
  $setUnion: nary(0, Infinity, (values, name) => {
    if (values.some(nullish)) return null
    return [...new Map(values.flatMap((value) => [...set(value, name)])).values()]
  }),
}
