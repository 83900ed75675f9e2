import { Long } from 'bson'
import { failed } from '../errors'
import { compare, equals, toDouble } from '../value/compare'
import { stringify } from '../value/ejson'
import { RANK, bsonClass, isDoc, rankOf, typeName, type Value } from '../value/types'
import { documentName, type Draft, type Parts } from './draft'
import type { Operator } from './operator'
import { checkStorable } from './validate'

/** `$set`: does nothing where the value stands already, so that the document does not count as updated. */
export const set: Operator = (path, value) => {
  checkStorable(value, path)
  return (draft, parts) => {
    const before = draft.get(parts)
    if (before === undefined || !equals(before, value)) draft.set(parts, value)
  }
}

export const unset: Operator = () => (draft, parts) => draft.unset(parts)

export const inc: Operator = (path, value) => {
  const by = operand('increment', path, value)
  return (draft, parts) => {
    const before = number('$inc', draft, parts)
    if (before === undefined) return draft.set(parts, by)
    const sum = arithmetic(before, by, (a, b) => a + b, (a, b) => a + b) // prettier-ignore
    if (sum === null) throw overflow('$inc', before, draft)
    if (!equals(before, sum)) draft.set(parts, sum)
  }
}

export const mul: Operator = (path, value) => {
  const by = operand('multiply', path, value)
  return (draft, parts) => {
    const before = number('$mul', draft, parts)
    if (before === undefined) return draft.set(parts, 0)
    const product = arithmetic(before, by, (a, b) => a * b, (a, b) => a * b) // prettier-ignore
    if (product === null) throw overflow('$mul', before, draft)
    if (!equals(before, product)) draft.set(parts, product)
  }
}

/** `$min` (direction -1) and `$max` (1), in MongoDB's order across all types. */
export const extreme =
  (direction: 1 | -1): Operator =>
  (path, value) => {
    checkStorable(value, path)
    return (draft, parts) => {
      const before = draft.get(parts)
      if (before === undefined || compare(value, before) * direction > 0) draft.set(parts, value)
    }
  }

/** `$rename`: sets the target, then removes the source. Neither may stand in an array. */
export const rename: Operator = (path, value) => {
  const target = (value as string).split('.')
  return (draft, parts) => {
    draft.checkViable(parts)
    const moved = draft.get(parts)
    if (moved === undefined) return
    checkOutsideArrays('source', draft, parts)
    checkOutsideArrays('destination', draft, target)
    draft.set(target, moved)
    draft.unset(parts)
  }
}

function checkOutsideArrays(role: string, draft: Draft, parts: Parts): void {
  for (let i = 1; i < parts.length; i++) {
    if (!Array.isArray(draft.get(parts.slice(0, i)))) continue
    throw failed(
      `The ${role} field cannot be an array element, '${parts.join('.')}' in doc with ` +
        `${documentName(draft)} has an array field called '${parts[i - 1]!}'`,
    )
  }
}

const BIT_OPERATIONS: Record<string, (a: bigint, b: bigint) => bigint> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
}

export const bit: Operator = (path, value) => {
  if (!isDoc(value)) {
    throw failed(
      `The $bit modifier is not compatible with a ${typeName(value)}. ` +
        'You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}',
    )
  }
  const steps = Object.keys(value).map((name) => {
    const operation = Object.hasOwn(BIT_OPERATIONS, name) ? BIT_OPERATIONS[name] : undefined
    if (!operation) {
      throw failed(
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator`,
      )
    }
    const by = value[name]!
    if (!isIntegral(by)) {
      throw failed(
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(by)}' is not supported here: ` +
          `{${name}: ${stringify(by)}}`,
      )
    }
    return { operation, by: toBigInt(by) }
  })
  if (steps.length === 0) {
    throw failed(
      'You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}',
    )
  }
  return (draft, parts) => {
    const before = draft.get(parts)
    if (before !== undefined && !isIntegral(before)) {
      throw failed(
        `Cannot apply $bit to a value of non-integral type. ${documentName(draft)} has the field ` +
          `${parts.at(-1)!} of non-integer type ${typeName(before)}`,
      )
    }
    const after = fromBigInt(
      steps.reduce((bits, { operation, by }) => operation(bits, by), toBigInt(before ?? 0)),
    )
    if (before === undefined || !equals(before, after)) draft.set(parts, after)
  }
}

const isIntegral = (value: Value): value is number | Long =>
  (typeof value === 'number' && Number.isSafeInteger(value)) || bsonClass(value) === 'Long'

function operand(verb: string, path: string, value: Value): number | Long {
  if (isArithmetic(value)) return value
  throw failed(`Cannot ${verb} with non-numeric argument: {${path}: ${stringify(value)}}`)
}

/** Decimal128 is a number too, but nothing here computes with it. */
const isArithmetic = (value: Value): value is number | Long =>
  rankOf(value) === RANK.number && bsonClass(value) !== 'Decimal128'

function number(operator: string, draft: Draft, parts: Parts): number | Long | undefined {
  const value = draft.get(parts)
  if (value === undefined || isArithmetic(value)) return value
  throw failed(
    `Cannot apply ${operator} to a value of non-numeric type. {${documentName(draft)}} has the field ` +
      `'${parts.at(-1)!}' of non-numeric type ${typeName(value)}`,
  )
}

/** Exact for integers up to 64 bits, null when they overflow; doubles otherwise. */
function arithmetic(
  a: number | Long,
  b: number | Long,
  doubles: (a: number, b: number) => number,
  integers: (a: bigint, b: bigint) => bigint,
): number | Long | null {
  const plain = doubles(toDouble(a), toDouble(b))
  if (typeof a === 'number' && typeof b === 'number') {
    if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b) || Number.isSafeInteger(plain)) return plain
  } else if (![a, b].every((n) => typeof n !== 'number' || Number.isInteger(n))) return plain
  const exact = integers(toBigInt(a), toBigInt(b))
  return BigInt.asIntN(64, exact) === exact ? fromBigInt(exact) : null
}

function overflow(operator: string, value: number | Long, draft: Draft): Error {
  return failed(
    `Failed to apply ${operator} operations to current value ((NumberLong)${value.toString()}) ` +
      `for document {${documentName(draft)}}`,
  )
}

const toBigInt = (value: number | Long): bigint =>
  typeof value === 'number' ? BigInt(value) : value.toBigInt()

const fromBigInt = (value: bigint): number | Long => {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : Long.fromBigInt(value)
}
