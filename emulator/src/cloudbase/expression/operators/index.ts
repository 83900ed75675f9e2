import { invalidOperator } from '../../errors'
import type { Operator } from '../operator'
import { ARITHMETIC } from './arithmetic'
import { ARRAYS } from './arrays'
import { DATES } from './dates'
import { LOGIC } from './logic'
import { OBJECTS } from './objects'
import { SETS } from './sets'
import { STRINGS } from './strings'
import { TOTALS } from './totals'
import { TYPES } from './types'

const absent: Operator = (_argument, _compile, name) => {
  throw invalidOperator(`${name} is not supported locally`)
}

/**
 * The operators of expressions by their names: all which the SDK offers (`db.command.aggregate`), and the rest
 * of MongoDB 4.0's, which only raw pipelines can use. Later ones are unknown here, since nothing says that
 * CloudBase has them.
 */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  ...ARITHMETIC,
  ...ARRAYS,
  ...DATES,
  ...LOGIC,
  ...OBJECTS,
  ...SETS,
  ...STRINGS,
  ...TOTALS,
  ...TYPES,
  $meta: absent,
  $toDecimal: absent,
}
