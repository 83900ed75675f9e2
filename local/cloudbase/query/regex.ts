import type { BSONRegExp } from 'bson'
import { invalidOperator } from '../errors'
import { bsonClass, type Value } from '../value/types'
import type { ValueTest } from './types'

/** True for a regular expression as it comes in a query. */
export const isRegex = (value: Value | undefined): value is BSONRegExp => bsonClass(value) === 'BSONRegExp'

/** A test for strings which match; PCRE options `i`, `m`, `s`, `x` as far as JavaScript has them. */
export function regexTest(pattern: string, options: string): ValueTest {
  const flags = [...options].filter((flag) => 'imsu'.includes(flag)).join('')
  const unknown = [...options].find((flag) => !'imsugy'.includes(flag))
  if (unknown !== undefined) throw invalidOperator(`invalid flag in regex options: ${unknown}`)
  let regex: RegExp
  try {
    regex = new RegExp(pattern, flags)
  } catch (error) {
    throw invalidOperator(`Regular expression is invalid: ${(error as Error).message}`)
  }
  return (value) =>
    typeof value === 'string'
      ? regex.test(value)
      : isRegex(value) && value.pattern === pattern && value.options === options
}
