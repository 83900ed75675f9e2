import { Long } from 'bson'
import { failed } from '../errors'
import { compare, equals, toDouble } from '../value/compare'
import { stringify } from '../value/ejson'
import { RANK, bsonClass, isDoc, rankOf, type Value } from '../value/types'
import type { Draft } from './draft'
import { checkStorable } from './validate'

type Parts = readonly string[]

/** `$set`: does nothing where the value stands already, so that the document does not count as updated. */
export function set(draft: Draft, parts: Parts, value: Value): void {
  const before = draft.get(parts)
  if (before !== undefined && equals(before, value)) return
  checkStorable(value, parts.join('.'))
  draft.set(parts, value)
}

export function unset(draft: Draft, parts: Parts): void {
  draft.unset(parts)
}

export function inc(draft: Draft, parts: Parts, value: Value): void {
  const by = operand('$inc', 'increment', parts, value)
  const before = number('$inc', draft, parts)
  if (before === undefined) return draft.set(parts, by)
  const after = arithmetic(
    before,
    by,
    (a, b) => a + b,
    (a, b) => a + b,
  )
  if (!equals(before, after)) draft.set(parts, after)
}

export function mul(draft: Draft, parts: Parts, value: Value): void {
  const by = operand('$mul', 'multiply', parts, value)
  const before = number('$mul', draft, parts)
  if (before === undefined) return draft.set(parts, 0)
  const after = arithmetic(
    before,
    by,
    (a, b) => a * b,
    (a, b) => a * b,
  )
  if (!equals(before, after)) draft.set(parts, after)
}

export function extreme(draft: Draft, parts: Parts, value: Value, direction: 1 | -1): void {
  const before = draft.get(parts)
  if (before !== undefined && compare(value, before) * direction <= 0) return
  checkStorable(value, parts.join('.'))
  draft.set(parts, value)
}

export function rename(draft: Draft, from: Parts, to: Parts): void {
  for (const parts of [from, to]) {
    for (let i = 1; i < parts.length; i++) {
      if (Array.isArray(draft.get(parts.slice(0, i)))) {
        throw failed(`The field of $rename cannot be an array element, '${parts.join('.')}'`)
      }
    }
  }
  const value = draft.get(from)
  if (value === undefined) return
  draft.unset(from)
  draft.set(to, value)
}

export function bit(draft: Draft, parts: Parts, value: Value): void {
  if (!isDoc(value)) throw failed('The $bit modifier is not compatible with a scalar')
  let current = draft.get(parts) ?? 0
  const before = current
  for (const [operation, operandValue] of Object.entries(value)) {
    if (!isInt(current)) throw failed('Cannot apply $bit to a value of non-integral type')
    if (!isInt(operandValue)) throw failed('The $bit modifier field must be an Integer')
    if (operation === 'and') current &= operandValue
    else if (operation === 'or') current |= operandValue
    else if (operation === 'xor') current ^= operandValue
    else throw failed(`The $bit modifier only supports 'and', 'or', and 'xor', not '${operation}'`)
  }
  if (draft.get(parts) === undefined || !equals(before, current)) draft.set(parts, current)
}

const isInt = (value: Value): value is number => typeof value === 'number' && value === (value | 0)

function operand(operator: string, verb: string, parts: Parts, value: Value): number | Long {
  if (rankOf(value) === RANK.number && bsonClass(value) !== 'Decimal128') return value as number | Long
  throw failed(
    `Cannot ${verb} with non-numeric argument: {${parts.join('.')}: ${stringify(value)}} (${operator})`,
  )
}

function number(operator: string, draft: Draft, parts: Parts): number | Long | undefined {
  const value = draft.get(parts)
  if (value === undefined) return undefined
  if (rankOf(value) === RANK.number && bsonClass(value) !== 'Decimal128') return value as number | Long
  throw failed(
    `Cannot apply ${operator} to a value of non-numeric type. ` +
      `{_id: ${stringify(draft.get(['_id']) ?? null)}} has the field '${parts.join('.')}' of another type`,
  )
}

/** Exact for integers up to 64 bits, whose overflow is refused; doubles otherwise. */
function arithmetic(
  a: number | Long,
  b: number | Long,
  doubles: (a: number, b: number) => number,
  integers: (a: bigint, b: bigint) => bigint,
): number | Long {
  const plain = doubles(toDouble(a), toDouble(b))
  if (typeof a === 'number' && typeof b === 'number') {
    if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b) || Number.isSafeInteger(plain)) return plain
  } else if (![a, b].every((n) => typeof n !== 'number' || Number.isInteger(n))) return plain
  const exact = integers(toBigInt(a), toBigInt(b))
  if (BigInt.asIntN(64, exact) !== exact) throw failed('Failed to apply: integer overflow beyond 64 bits')
  return Long.fromBigInt(exact)
}

const toBigInt = (value: number | Long): bigint =>
  typeof value === 'number' ? BigInt(value) : value.toBigInt()
