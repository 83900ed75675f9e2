import { failed, invalidOperator } from '../errors'
import { field } from '../value/path'
import { isDoc, type Doc, type Value } from '../value/types'
import { checkName, pathParts } from './names'
import { OPERATORS } from './operators'
import type { Compile, Evaluate, Scope, Variables } from './scope'
import { setField, truthy } from './values'

/** Names of the variables an expression may use besides `$$ROOT`, `$$CURRENT` and `$$REMOVE`. */
export type Names = ReadonlySet<string>

const NONE: Names = new Set()

/**
 * Compiles an aggregation expression. What MongoDB refuses when it reads a pipeline is refused here: unknown
 * operators and variables, wrong numbers of arguments, malformed paths.
 * https://www.mongodb.com/docs/v4.0/meta/aggregation-quick-reference/#expressions
 */
export function compileExpression(expression: Value, names: Names = NONE): Evaluate {
  const compile: Compile = (part, bind) =>
    bind ? compileExpression(part, new Set([...names, ...bind])) : compileExpression(part, names)
  if (typeof expression === 'string' && expression.startsWith('$')) return path(expression, names)
  if (Array.isArray(expression)) return list(expression, compile)
  if (isDoc(expression)) return object(expression, compile)
  return () => expression
}

/** A test by an expression, as `$expr` takes it. */
export function expressionTest(expression: Value, variables: Variables = {}): (doc: Doc) => boolean {
  const evaluate = compileExpression(expression, new Set(Object.keys(variables)))
  return (root) => truthy(evaluate({ root, variables }))
}

/** An array: its missing elements are null. */
function list(items: readonly Value[], compile: Compile): Evaluate {
  const parts = items.map((item) => compile(item))
  return (scope) => parts.map((part) => part(scope) ?? null)
}

function object(doc: Doc, compile: Compile): Evaluate {
  const names = Object.keys(doc)
  const [first] = names
  if (first?.startsWith('$')) {
    if (names.length > 1) throw failed('an object representing an expression must have exactly one field')
    const operator = Object.hasOwn(OPERATORS, first) ? OPERATORS[first] : undefined
    if (!operator) throw invalidOperator(`Unrecognized expression '${first}'`)
    return operator(doc[first]!, compile, first)
  }
  const parts = names.map((name) => {
    checkName(name)
    return [name, compile(doc[name]!)] as const
  })
  return (scope) => {
    const result: Doc = {}
    for (const [name, part] of parts) {
      const value = part(scope)
      if (value !== undefined) setField(result, name, value)
    }
    return result
  }
}

function path(text: string, names: Names): Evaluate {
  if (text === '$') throw failed("'$' by itself is not a valid FieldPath")
  if (!text.startsWith('$$')) return fieldAt(pathParts(text.slice(1)))
  if (text === '$$') throw failed('empty variable names are not allowed')
  const [name, ...rest] = text.slice(2).split('.')
  if (rest.length > 0) pathParts(rest.join('.'))
  const base = variable(name!, names)
  return rest.length === 0 ? base : (scope) => valueIn(base(scope), rest, 0)
}

function variable(name: string, names: Names): Evaluate {
  if (name === 'ROOT' || name === 'CURRENT') return ({ root }) => root
  if (name === 'REMOVE') return () => undefined
  if (!names.has(name)) throw failed(`Use of undefined variable: ${name}`)
  return ({ variables }: Scope) => variables[name]
}

function fieldAt(parts: readonly string[]): Evaluate {
  const [name] = parts
  if (parts.length === 1) return ({ root }) => field(root, name!)
  return ({ root }) => valueIn(root, parts, 0)
}

/**
 * The value at the end of a path. An array on the way gives an array of what its objects hold there; numbers in
 * a path are field names, never positions.
 */
function valueIn(value: Value | undefined, parts: readonly string[], at: number): Value | undefined {
  if (at === parts.length) return value
  if (Array.isArray(value)) {
    const found: Value[] = []
    for (const item of value) {
      if (!isDoc(item)) continue
      const inner = valueIn(item, parts, at)
      if (inner !== undefined) found.push(inner)
    }
    return found
  }
  return isDoc(value) ? valueIn(field(value, parts[at]!), parts, at + 1) : undefined
}
