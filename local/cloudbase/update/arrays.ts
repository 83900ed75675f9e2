import { failed } from '../errors'
import { compileQuery, compileValueTest } from '../query/compile'
import { isOperators } from '../query/operators'
import { isRegex, regexTest } from '../query/regex'
import { parseOrder, sortBy } from '../query/sort'
import { compare, equals } from '../value/compare'
import { isDoc, type Doc, type Value } from '../value/types'
import type { Draft } from './draft'
import { checkStorable } from './validate'

type Parts = readonly string[]

const MODIFIERS = new Set(['$each', '$slice', '$sort', '$position'])

function array(operator: string, draft: Draft, parts: Parts): Value[] | undefined {
  const value = draft.get(parts)
  if (value === undefined || Array.isArray(value)) return value
  throw failed(`The field '${parts.join('.')}' must be an array but another type was found (${operator})`)
}

export function push(draft: Draft, parts: Parts, operand: Value): void {
  const modifiers = isDoc(operand) && '$each' in operand ? operand : { $each: [operand] }
  for (const name in modifiers)
    if (!MODIFIERS.has(name)) throw failed(`Unrecognized clause in $push: ${name}`)
  const each = modifiers['$each']!
  if (!Array.isArray(each)) throw failed('The argument to $each in $push must be an array')
  checkStorable(each, parts.join('.'))
  const before = array('$push', draft, parts)
  let after = before?.slice() ?? []
  after.splice(position(modifiers, after.length), 0, ...each)
  const sort = modifiers['$sort']
  if (sort !== undefined) after = sorted(after, sort)
  const slice = modifiers['$slice']
  if (slice !== undefined) {
    const most = integer('$slice', slice)
    after = most >= 0 ? after.slice(0, most) : after.slice(most)
  }
  if (!before || !equals(before, after)) draft.set(parts, after)
}

function position(modifiers: Doc, length: number): number {
  const wanted = modifiers['$position']
  if (wanted === undefined) return length
  const at = integer('$position', wanted)
  return at < 0 ? Math.max(0, length + at) : Math.min(at, length)
}

function integer(name: string, value: Value): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value
  throw failed(`The value for ${name} must be an integer value`)
}

function sorted(items: Value[], sort: Value): Value[] {
  if (sort === 1 || sort === -1) return items.sort((a, b) => compare(a, b) * sort)
  if (!isDoc(sort)) throw failed('The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1}')
  return sortBy(items, parseOrder(sort), (item) => (isDoc(item) ? item : {}))
}

export function addToSet(draft: Draft, parts: Parts, operand: Value): void {
  let each: Value = [operand]
  if (isDoc(operand) && '$each' in operand) {
    if (Object.keys(operand).length > 1) throw failed('Found unexpected fields after $each in $addToSet')
    each = operand['$each']!
    if (!Array.isArray(each)) throw failed('The argument to $each in $addToSet must be an array')
  }
  checkStorable(each, parts.join('.'))
  const before = array('$addToSet', draft, parts)
  const after = before?.slice() ?? []
  for (const item of each) if (!after.some((present) => equals(present, item))) after.push(item)
  if (!before || after.length !== before.length) draft.set(parts, after)
}

export function pop(draft: Draft, parts: Parts, operand: Value): void {
  if (operand !== 1 && operand !== -1) throw failed('$pop expects 1 or -1')
  const before = array('$pop', draft, parts)
  if (!before || before.length === 0) return
  draft.set(parts, operand === 1 ? before.slice(0, -1) : before.slice(1))
}

export function pull(draft: Draft, parts: Parts, condition: Value): void {
  const test = pullTest(condition)
  filter('$pull', draft, parts, (item) => !test(item))
}

function pullTest(condition: Value): (item: Value) => boolean {
  if (isRegex(condition)) return regexTest(condition.pattern, condition.options)
  if (!isDoc(condition)) return (item) => equals(item, condition)
  if (isOperators(condition)) return compileValueTest(condition)
  const { matches } = compileQuery(condition)
  return (item) => isDoc(item) && matches(item)
}

export function pullAll(draft: Draft, parts: Parts, operand: Value): void {
  if (!Array.isArray(operand)) throw failed('$pullAll requires an array argument')
  filter('$pullAll', draft, parts, (item) => !operand.some((unwanted) => equals(item, unwanted)))
}

function filter(operator: string, draft: Draft, parts: Parts, keep: (item: Value) => boolean): void {
  const before = array(operator, draft, parts)
  if (!before) return
  const after = before.filter(keep)
  if (after.length !== before.length) draft.set(parts, after)
}
