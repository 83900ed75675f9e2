import { failed } from '../../errors'
import { isDoc, type Value } from '../../value/types'
import { checkVariable } from '../names'
import { argumentsOf, binary, operands, unary, type Operator } from '../operator'
import { bound } from '../scope'
import { compareAny, nullish, truthy } from '../values'

const comparison = (accepts: (order: number) => boolean): Operator =>
  binary((a, b) => accepts(compareAny(a, b)))

const cond: Operator = (argument, compile, name) => {
  const given = isDoc(argument) ? argumentsOf(argument, name, ['if', 'then', 'else']) : null
  const parts = given ? [given['if']!, given['then']!, given['else']!] : argument
  const [test, then, other] = operands(parts, compile, name, 3, 3)
  return (scope) => (truthy(test!(scope)) ? then!(scope) : other!(scope))
}

const ifNull: Operator = (argument, compile, name) => {
  const [first, second] = operands(argument, compile, name, 2, 2)
  return (scope) => {
    const value = first!(scope)
    return nullish(value) ? second!(scope) : value
  }
}

const choice: Operator = (argument, compile, name) => {
  const { branches, default: other } = argumentsOf(argument, name, ['branches'], ['default'])
  if (!Array.isArray(branches)) throw failed("$switch expected an array for 'branches'")
  if (branches.length === 0) throw failed('$switch requires at least one branch.')
  const cases = branches.map((branch) => {
    const { case: test, then } = argumentsOf(branch, '$switch branch', ['case', 'then'])
    return [compile(test!), compile(then!)] as const
  })
  const fallback = other === undefined ? null : compile(other)
  return (scope) => {
    for (const [test, then] of cases) if (truthy(test(scope))) return then(scope)
    if (fallback) return fallback(scope)
    throw failed('$switch could not find a matching branch for an input, and no default was specified.')
  }
}

const letIn: Operator = (argument, compile, name) => {
  const { vars, in: inner } = argumentsOf(argument, name, ['vars', 'in'])
  if (!isDoc(vars)) throw failed('invalid parameter: expected an object (vars)')
  const values = Object.entries(vars).map(([key, value]) => [checkVariable(key), compile(value)] as const)
  const body = compile(inner!, Object.keys(vars))
  return (scope) => body(bound(scope, Object.fromEntries(values.map(([key, value]) => [key, value(scope)]))))
}

/** https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/ (boolean, comparison, conditional, variable) */
export const LOGIC: Record<string, Operator> = {
  $and: (argument, compile, name) => {
    const parts = operands(argument, compile, name, 0, Infinity)
    return (scope) => parts.every((part) => truthy(part(scope)))
  },
  $or: (argument, compile, name) => {
    const parts = operands(argument, compile, name, 0, Infinity)
    return (scope) => parts.some((part) => truthy(part(scope)))
  },
  $not: unary((value) => !truthy(value)),
  $cmp: binary((a, b) => Math.sign(compareAny(a, b))),
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cond: cond,
  $ifNull: ifNull,
  $switch: choice,
  $let: letIn,
  $literal: (argument: Value) => () => argument,
}
