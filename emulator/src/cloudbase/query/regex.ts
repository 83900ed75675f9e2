import type { BSONRegExp } from 'bson'
import { bsonClass, type Value } from '../value/types'
import { guarded } from './guard'
import { compilePcre } from './pcre'
import type { ValueTest } from './types'

/** True for a regular expression as it comes in a query. */
export const isRegex = (value: Value | undefined): value is BSONRegExp => bsonClass(value) === 'BSONRegExp'

/** A test for strings which match, and for the same regular expression stored as a value. */
export function regexTest(pattern: string, options: string): ValueTest {
  const matches = guarded(compilePcre(pattern, options))
  return (value) =>
    typeof value === 'string'
      ? matches(value)
      : isRegex(value) && value.pattern === pattern && value.options === options
}
