import { failed } from '../errors'
import { compileQuery } from '../query/compile'
import { isOperators } from '../query/operators'
import { isRegex } from '../query/regex'
import { compare, equals } from '../value/compare'
import { fieldAt } from '../value/path'
import { isDoc, typeName, type Value } from '../value/types'
import { documentName, type Draft, type Parts } from './draft'
import type { Operator } from './operator'
import { checkStorable } from './validate'

const MODIFIERS = new Set(['$each', '$slice', '$sort', '$position'])

export const push: Operator = (path, operand) => {
  const modifiers = isDoc(operand) && '$each' in operand ? operand : { $each: [operand] }
  for (const name in modifiers)
    if (!MODIFIERS.has(name)) throw failed(`Unrecognized clause in $push: ${name}`)
  const { $each: each, $position: position, $slice: slice, $sort: sort } = modifiers as Record<string, Value>
  if (!Array.isArray(each)) {
    throw failed(`The argument to $each in $push must be an array but it was of type: ${typeName(each!)}`)
  }
  checkStorable(each, path)
  const order = sort === undefined ? null : elementOrder(sort)
  const most =
    slice === undefined
      ? Infinity
      : integer(slice, 'The value for $slice must be an integer value but was given type')
  const at =
    position === undefined
      ? Infinity
      : integer(position, 'The value for $position must be an integer value, not of type')
  return (draft, parts) => {
    const before = draft.get(parts)
    if (before !== undefined && !Array.isArray(before)) {
      throw failed(
        `The field '${parts.join('.')}' must be an array but is of type ${typeName(before)} ` +
          `in document {${documentName(draft)}}`,
      )
    }
    let after = before?.slice() ?? []
    after.splice(at < 0 ? Math.max(0, after.length + at) : at, 0, ...each)
    if (order) after.sort(order)
    after = most >= 0 ? after.slice(0, most) : after.slice(most)
    if (!before || order || each.length > 0 || after.length !== before.length) draft.set(parts, after)
  }
}

function integer(value: Value, complaint: string): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value
  throw failed(`${complaint}: ${typeName(value)}`)
}

/** How `$sort` orders elements: whole ones, or by fields. Arrays on the way compare as a whole here. */
function elementOrder(sort: Value): (a: Value, b: Value) => number {
  if (typeof sort === 'number') {
    const direction = direct(sort)
    return (a, b) => compare(a, b) * direction
  }
  if (!isDoc(sort)) {
    throw failed(
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    )
  }
  const keys = Object.keys(sort).map((path) => {
    const direction = direct(sort[path]!)
    if (path === '') throw failed('The $sort field cannot be empty')
    const parts = path.split('.')
    if (parts.includes('')) {
      throw failed(`The $sort field is a dotted field but has an empty part: ${path}`)
    }
    return { parts, direction }
  })
  if (keys.length === 0) throw failed('The $sort pattern is empty when it should be a set of fields.')
  return (a, b) => {
    for (const { parts, direction } of keys) {
      const order = compare(fieldAt(a, parts), fieldAt(b, parts))
      if (order !== 0) return order * direction
    }
    return 0
  }
}

function direct(value: Value): 1 | -1 {
  if (value === 1 || value === -1) return value
  throw failed('The $sort element value must be either 1 or -1')
}

export const addToSet: Operator = (path, operand) => {
  let each: Value[] = [operand]
  if (isDoc(operand) && Object.keys(operand)[0] === '$each') {
    const list = operand['$each']!
    if (!Array.isArray(list)) {
      throw failed(`The argument to $each in $addToSet must be an array but it was of type ${typeName(list)}`)
    }
    if (Object.keys(operand).length > 1) throw failed('Found unexpected fields after $each in $addToSet')
    each = list
  }
  checkStorable(each, path)
  return (draft, parts) => {
    const before = draft.get(parts)
    if (before !== undefined && !Array.isArray(before)) {
      throw failed(
        `Cannot apply $addToSet to non-array field. Field named '${parts.at(-1)!}' ` +
          `has non-array type ${typeName(before)}`,
      )
    }
    const after = before?.slice() ?? []
    for (const item of each) if (!after.some((present) => equals(present, item))) after.push(item)
    if (!before || after.length !== before.length) draft.set(parts, after)
  }
}

export const pop: Operator = (path, operand) => {
  if (typeof operand !== 'number') {
    throw failed(`Expected a number in: ${path}: ${JSON.stringify(operand)}`)
  }
  if (operand !== 1 && operand !== -1) throw failed(`$pop expects 1 or -1, found: ${operand}`)
  return (draft, parts) => {
    const before = existing(draft, parts)
    if (before === undefined) return
    if (!Array.isArray(before)) {
      throw failed(`Path '${parts.join('.')}' contains an element of non-array type '${typeName(before)}'`)
    }
    if (before.length > 0) draft.set(parts, operand === 1 ? before.slice(0, -1) : before.slice(1))
  }
}

export const pull: Operator = (_path, condition) => culling(pullTest(condition))

/**
 * What `$pull` removes: documents which match a query, whatever meets operators or a regular expression (an
 * element which is an array is looked into), or what equals a value.
 */
function pullTest(condition: Value): (item: Value) => boolean {
  if (isRegex(condition) || isOperators(condition)) {
    const { matches } = compileQuery({ item: condition })
    return (item) => matches({ item })
  }
  if (!isDoc(condition)) return (item) => equals(item, condition)
  const { matches } = compileQuery(condition)
  return (item) => isDoc(item) && matches(item)
}

export const pullAll: Operator = (_path, operand) => {
  if (!Array.isArray(operand)) {
    throw failed(`$pullAll requires an array argument but was given a ${typeName(operand)}`)
  }
  return culling((item) => operand.some((unwanted) => equals(item, unwanted)))
}

const culling =
  (unwanted: (item: Value) => boolean): ReturnType<Operator> =>
  (draft, parts) => {
    const before = existing(draft, parts)
    if (before === undefined) return
    if (!Array.isArray(before)) throw failed('Cannot apply $pull to a non-array value')
    const after = before.filter((item) => !unwanted(item))
    if (after.length !== before.length) draft.set(parts, after)
  }

/** The value of a path which need not exist, but must be one that could. */
function existing(draft: Draft, parts: Parts): Value | undefined {
  const value = draft.get(parts)
  if (value === undefined) draft.checkViable(parts)
  return value
}
