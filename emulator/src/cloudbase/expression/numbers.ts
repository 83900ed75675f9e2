import { Long, type Decimal128 } from 'bson'
import { failed, invalidOperator } from '../errors'
import { bsonClass, rankOf, RANK, type Value } from '../value/types'
import { typeName } from './values'

export type Numeric = number | Long | Decimal128

export const isNumeric = (value: Value | undefined): value is Numeric => rankOf(value) === RANK.number

/** The value as a double. Decimal arithmetic is not there, and no answer is better than a wrong one. */
export function toDouble(value: Numeric): number {
  if (typeof value === 'number') return value
  if (bsonClass(value) === 'Decimal128')
    throw invalidOperator('Decimal128 arithmetic is not supported locally')
  return (value as Long).toNumber()
}

/** The value as an integer of up to 64 bits, null if it is none or a double beyond exact integers. */
export function toInteger(value: Numeric): bigint | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : null
  return bsonClass(value) === 'Long' ? (value as Long).toBigInt() : null
}

const MAX_LONG = 2n ** 63n - 1n

/** An integer in the narrowest type: a number while exact, a Long up to 64 bits, beyond them a double. */
export function fromInteger(value: bigint): Numeric {
  const number = Number(value)
  if (Number.isSafeInteger(number)) return number
  return value <= MAX_LONG && value >= -MAX_LONG - 1n ? Long.fromBigInt(value) : number
}

type InDoubles = (a: number, b: number) => number
type InIntegers = (a: bigint, b: bigint) => bigint

/** Integers are computed exactly up to 64 bits, as MongoDB's are; all else in doubles. */
function combine(a: Numeric, b: Numeric, inDoubles: InDoubles, inIntegers: InIntegers): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const result = inDoubles(a, b)
    if (Number.isSafeInteger(result) || !Number.isSafeInteger(a) || !Number.isSafeInteger(b)) return result
  }
  const x = toInteger(a)
  const y = toInteger(b)
  if (x === null || y === null) return inDoubles(toDouble(a), toDouble(b))
  return fromInteger(inIntegers(x, y))
}

export const plus = (a: Numeric, b: Numeric): Numeric =>
  combine(
    a,
    b,
    (x, y) => x + y,
    (x, y) => x + y,
  )
export const minus = (a: Numeric, b: Numeric): Numeric =>
  combine(
    a,
    b,
    (x, y) => x - y,
    (x, y) => x - y,
  )
export const times = (a: Numeric, b: Numeric): Numeric =>
  combine(
    a,
    b,
    (x, y) => x * y,
    (x, y) => x * y,
  )

/**
 * A sum in which ten times 0.1 is 1: integers are added exactly, doubles with Neumaier's compensation, and an integer
 * beyond a double's 53 bits joins them in two parts, like MongoDB's sum in two doubles and SQLite's.
 * https://github.com/mongodb/mongo/blob/master/src/mongo/util/summation.h
 */
export class Sum {
  /** The integers are both together. */
  private small = 0
  private large = 0n
  private double = 0
  private lost = 0
  private fractional = false
  count = 0

  add(value: Numeric): void {
    this.count++
    if (
      typeof value === 'number' &&
      Number.isSafeInteger(value) &&
      Number.isSafeInteger(this.small + value)
    ) {
      this.small += value
      return
    }
    const integer = toInteger(value)
    if (integer !== null) {
      this.large += integer
      return
    }
    this.fractional = true
    this.compensate(toDouble(value))
  }

  private compensate(value: number): void {
    const next = this.double + value
    if (Number.isFinite(next)) {
      this.lost +=
        Math.abs(this.double) >= Math.abs(value) ? this.double - next + value : value - next + this.double
    }
    this.double = next
  }

  get total(): Numeric {
    const whole = this.large + BigInt(this.small)
    if (!this.fractional) return fromInteger(whole)
    const { double, lost } = this
    const rounded = Number(whole)
    this.compensate(rounded)
    this.compensate(Number(whole - BigInt(rounded)))
    const total = Number.isFinite(this.double) ? this.double + this.lost : this.double
    this.double = double
    this.lost = lost
    return total
  }
}

/** A whole number within 32 bits; anything else is refused. */
export function int32(value: Value | undefined, what: string): number {
  if (!isNumeric(value)) throw failed(`${what} must be a numeric value, but is ${typeName(value)}`)
  const number = toDouble(value)
  if (number !== (number | 0)) throw failed(`${what} must be representable as a 32-bit integer: ${number}`)
  return number
}
