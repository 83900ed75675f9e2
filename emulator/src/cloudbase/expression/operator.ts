import { failed } from '../errors'
import { isDoc, type Value } from '../value/types'
import type { Compile, Evaluate, Scope } from './scope'

/** Compiles the use of an operator: its argument as written, how to compile parts of it, and its name. */
export type Operator = (argument: Value, compile: Compile, name: string) => Evaluate

type Any = Value | undefined

/** The operands as written: a list, or one alone without its brackets. */
export function operands(
  argument: Value,
  compile: Compile,
  name: string,
  least: number,
  most: number,
): Evaluate[] {
  const list = Array.isArray(argument) ? argument : [argument]
  if (least === most && list.length !== least) {
    throw failed(`Expression ${name} takes exactly ${least} arguments. ${list.length} were passed in.`)
  }
  if (list.length < least || list.length > most) {
    const range = most === Infinity ? `at least ${least}` : `at least ${least} and at most ${most}`
    throw failed(`Expression ${name} takes ${range} arguments, but ${list.length} were passed in.`)
  }
  return list.map((item) => compile(item))
}

/** An operator of one operand. */
export const unary =
  (apply: (value: Any, name: string) => Any): Operator =>
  (argument, compile, name) => {
    const [operand] = operands(argument, compile, name, 1, 1)
    return (scope) => apply(operand!(scope), name)
  }

/** An operator of two operands. */
export const binary =
  (apply: (a: Any, b: Any, name: string) => Any): Operator =>
  (argument, compile, name) => {
    const [a, b] = operands(argument, compile, name, 2, 2)
    return (scope) => apply(a!(scope), b!(scope), name)
  }

/** An operator of some operands, all of which are evaluated first. */
export const nary =
  (least: number, most: number, apply: (values: Any[], name: string) => Any): Operator =>
  (argument, compile, name) => {
    const parts = operands(argument, compile, name, least, most)
    return (scope) =>
      apply(
        parts.map((part) => part(scope)),
        name,
      )
  }

/** The named arguments of an operator which takes an object; unknown and lacking ones are refused. */
export function argumentsOf(
  argument: Value,
  name: string,
  required: readonly string[],
  optional: readonly string[] = [],
): Record<string, Value> {
  if (!isDoc(argument)) throw failed(`${name} only supports an object as its argument`)
  for (const key of Object.keys(argument)) {
    if (!required.includes(key) && !optional.includes(key))
      throw failed(`Unrecognized argument to ${name}: ${key}`)
  }
  for (const key of required) {
    if (argument[key] === undefined) throw failed(`Missing '${key}' parameter to ${name}`)
  }
  return argument
}

/** An operator of named arguments, each of them an expression. One which is not given is never evaluated. */
export const named =
  (
    required: readonly string[],
    optional: readonly string[],
    apply: (get: (key: string) => Any, given: (key: string) => boolean, name: string) => Any,
  ): Operator =>
  (argument, compile, name) => {
    const parts = new Map(
      Object.entries(argumentsOf(argument, name, required, optional)).map(([key, part]) => [
        key,
        compile(part),
      ]),
    )
    const given = (key: string): boolean => parts.has(key)
    return (scope: Scope) => apply((key) => parts.get(key)?.(scope), given, name)
  }
