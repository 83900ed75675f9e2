import { failed, invalidOperator } from '../errors'
import { anyAt, splitPath } from '../value/path'
import { RANK, isDoc, rankOf, type Doc, type Value } from '../value/types'
import { expressionTest, type Variables } from '../expression'
import {
  asArray,
  equalTest,
  isOperators,
  operatorTest,
  truthy,
  type FieldTest,
  type SubCompiler,
} from './operators'
import { compilePosition } from './position'
import { isRegex, regexTest } from './regex'
import type { Bound, Predicate, Query, ValueTest } from './types'

/** Gathers what a query demands while its predicates are compiled. */
interface Draft {
  readonly predicates: Predicate[]
  readonly bounds: Map<string, Bound[]>
  alternatives: Query[] | null
  exact: boolean
}

/** Compiles a MongoDB query. Unknown operators and malformed arguments throw, they never match nothing. */
export function compileQuery(query: Doc, variables?: Variables): Query {
  const draft: Draft = { predicates: [], bounds: new Map(), alternatives: null, exact: true }
  addQuery(draft, query, variables)
  const { predicates, bounds } = draft
  const matches: Predicate =
    predicates.length === 1 ? predicates[0]! : (doc) => predicates.every((predicate) => predicate(doc))
  let finder: ((doc: Doc) => number | undefined) | undefined
  const position = (doc: Doc): number | undefined => (finder ??= compilePosition(query, subCompiler))(doc)
  return {
    matches,
    bounds,
    alternatives: draft.alternatives,
    exact: draft.exact,
    id: singleId(bounds),
    position,
  }
}

function singleId(bounds: ReadonlyMap<string, readonly Bound[]>): Value | undefined {
  for (const bound of bounds.get('_id') ?? []) {
    if (bound.kind === 'points' && bound.values.length === 1) return bound.values[0]
  }
  return undefined
}

function addQuery(draft: Draft, query: Doc, variables?: Variables): void {
  for (const key of Object.keys(query)) {
    const value = query[key]!
    if (key.startsWith('$')) addLogic(draft, key, value, variables)
    else addField(draft, key, value)
  }
}

function addLogic(draft: Draft, operator: string, value: Value, variables?: Variables): void {
  switch (operator) {
    case '$and':
      for (const query of queries(value, operator)) addQuery(draft, query, variables)
      return
    case '$or': {
      const branches = queries(value, operator).map((query) => compileQuery(query, variables))
      draft.exact = false
      draft.alternatives ??= branches
      draft.predicates.push((doc) => branches.some(({ matches }) => matches(doc)))
      return
    }
    case '$nor': {
      const branches = queries(value, operator).map((query) => compileQuery(query, variables).matches)
      draft.exact = false
      draft.predicates.push((doc) => !branches.some((matches) => matches(doc)))
      return
    }
    case '$expr':
      draft.exact = false
      draft.predicates.push(expressionTest(value, variables))
      return
    case '$comment':
      return
    case '$where':
    case '$text':
    case '$jsonSchema':
      throw invalidOperator(`${operator} is not supported locally`)
    default:
      throw invalidOperator(`unknown top level operator: ${operator}`)
  }
}

function queries(value: Value, operator: string): Doc[] {
  if (!Array.isArray(value)) throw failed(`${operator} must be an array`)
  if (value.length === 0) throw failed('$and/$or/$nor must be a nonempty array')
  return value.map((query) => {
    if (!isDoc(query)) throw failed('$or/$and/$nor entries need to be full objects')
    return query
  })
}

function addField(draft: Draft, path: string, condition: Value): void {
  const parts = splitPath(path)
  if (isRegex(condition)) {
    draft.exact = false
    draft.predicates.push(fieldPredicate(parts, regexTest(condition.pattern, condition.options)))
    return
  }
  if (!isOperators(condition)) {
    draft.predicates.push(fieldPredicate(parts, equalTest(condition)))
    addBound(draft, path, '$eq', condition)
    return
  }
  for (const operator of Object.keys(condition)) {
    const argument = condition[operator]!
    if (operator === '$not') {
      draft.exact = false
      draft.predicates.push(notPredicate(parts, argument))
      continue
    }
    if (operator === '$all') {
      addAll(draft, path, argument)
      continue
    }
    const test = operatorTest(path, operator, argument, condition, subCompiler)
    if (!test) continue
    draft.predicates.push(predicateOf(parts, test))
    addBound(draft, path, operator, argument)
  }
}

/** `$all` is one equality, or one `$elemMatch`, for each of its values; of none it matches nothing. */
function addAll(draft: Draft, path: string, argument: Value): void {
  const wanted = allOf(argument)
  if (wanted.length === 0) addField(draft, path, { $in: [] })
  for (const value of wanted) addField(draft, path, value)
}

/** What each value of an `$all` demands of the field. */
function allOf(argument: Value): Value[] {
  const wanted = asArray(argument, '$all')
  const elements = wanted.map((value) => isDoc(value) && Object.keys(value)[0] === '$elemMatch')
  if (elements[0] && elements.includes(false)) throw failed('$all/$elemMatch has to be consistent')
  return wanted.map((value) => {
    if (elements[0] || isRegex(value)) return value
    if (isDoc(value) && Object.keys(value)[0]?.startsWith('$')) throw failed('no $ expressions in $all')
    return { $eq: value }
  })
}

function fieldPredicate(parts: readonly string[], test: ValueTest): Predicate {
  return (doc) => anyAt(doc, parts, test, true)
}

function predicateOf(parts: readonly string[], { test, expand, negate }: FieldTest): Predicate {
  return negate ? (doc) => !anyAt(doc, parts, test, expand) : (doc) => anyAt(doc, parts, test, expand)
}

function notPredicate(parts: readonly string[], argument: Value): Predicate {
  if (isRegex(argument)) {
    const matches = fieldPredicate(parts, regexTest(argument.pattern, argument.options))
    return (doc) => !matches(doc)
  }
  checkNot(argument)
  const draft: Draft = { predicates: [], bounds: new Map(), alternatives: null, exact: true }
  addField(draft, parts.join('.'), argument)
  return (doc) => !draft.predicates.every((predicate) => predicate(doc))
}

function checkNot(argument: Value): asserts argument is Doc {
  if (!isDoc(argument)) throw failed('$not needs a regex or a document')
  if (Object.keys(argument).length === 0) throw failed('$not cannot be empty')
  if (!isOperators(argument)) throw invalidOperator(`unknown operator: ${Object.keys(argument)[0]!}`)
}

/** Compiles what stands within an operator. */
const subCompiler: SubCompiler = {
  query: (query: Doc): Predicate => compileQuery(query).matches,
  value: compileValueTest,
}

/** Compiles an operator object into a test of one value: for `$elemMatch` and `$pull`. */
export function compileValueTest(operators: Doc): ValueTest {
  const tests = Object.keys(operators).flatMap((operator): ValueTest[] => {
    const argument = operators[operator]!
    if (operator === '$not') {
      if (!isRegex(argument)) checkNot(argument)
      const inner = isRegex(argument)
        ? regexTest(argument.pattern, argument.options)
        : compileValueTest(argument)
      return [(value) => !inner(value)]
    }
    if (operator === '$all') {
      const all = allOf(argument).map((wanted) =>
        isRegex(wanted) ? regexTest(wanted.pattern, wanted.options) : compileValueTest(wanted as Doc),
      )
      return [(value) => all.length > 0 && all.every((test) => test(value))]
    }
    const compiled = operatorTest('', operator, argument, operators, subCompiler)
    if (!compiled) return []
    return [(value) => compiled.test(value) !== compiled.negate]
  })
  return (value) => tests.every((test) => test(value))
}

/** Types whose equality and order an index key tells in full. */
const INDEXABLE: ReadonlySet<number> = new Set([
  RANK.null,
  RANK.number,
  RANK.string,
  RANK.object,
  RANK.objectId,
  RANK.boolean,
  RANK.date,
])

const indexable = (value: Value): boolean =>
  INDEXABLE.has(rankOf(value)) && !(typeof value === 'number' && Number.isNaN(value))

function addBound(draft: Draft, path: string, operator: string, argument: Value): void {
  const bound = boundOf(operator, argument)
  // An index has one key for null and for missing, which only `$exists` tells apart.
  if (!bound || operator === '$exists') draft.exact = false
  if (!bound) return
  const bounds = draft.bounds.get(path)
  if (bounds) bounds.push(bound)
  else draft.bounds.set(path, [bound])
}

function boundOf(operator: string, argument: Value): Bound | null {
  switch (operator) {
    case '$eq':
      return indexable(argument) ? { kind: 'points', values: [argument] } : null
    case '$in':
      return Array.isArray(argument) && argument.every(indexable)
        ? { kind: 'points', values: argument }
        : null
    case '$exists':
      return truthy(argument) ? null : { kind: 'points', values: [null] }
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (!indexable(argument) || argument === null) return null
      return {
        kind: operator.startsWith('$gt') ? 'low' : 'high',
        value: argument,
        inclusive: operator.endsWith('e'),
      }
    default:
      return null
  }
}
