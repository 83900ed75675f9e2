import { accumulatorKind } from '../accumulators'
import { operands, type Operator } from '../operator'

/**
 * An accumulator outside `$group`: over its operands, or over the elements of its only operand if that is an
 * array. https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/#accumulators-project
 */
const over: Operator = (argument, compile, name) => {
  const parts = operands(argument, compile, name, 0, Infinity)
  const make = accumulatorKind(name)
  return (scope) => {
    const values = parts.map((part) => part(scope))
    const [only] = values
    const accumulator = make()
    for (const value of values.length === 1 && Array.isArray(only) ? only : values) accumulator.add(value)
    return accumulator.result
  }
}

export const TOTALS: Record<string, Operator> = {
  $avg: over,
  $max: over,
  $min: over,
  $stdDevPop: over,
  $stdDevSamp: over,
  $sum: over,
}
