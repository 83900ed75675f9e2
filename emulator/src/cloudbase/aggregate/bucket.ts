import { failed, invalidOperator } from '../errors'
import { compareAny, compileExpression, type Names } from '../expression'
import { isDoc, rankOf, type Doc, type Value } from '../value/types'
import { group, Group, readColumns } from './group'
import { options, type Run, type Stage } from './stages'

const COUNT: Doc = { count: { $sum: 1 } }

/** An expression which says by what to group: a path with a `$`, or an object with an operator. */
export function groupingOf(value: Value, what: string): Value {
  if (
    typeof value === 'string' ? value.startsWith('$') : isDoc(value) && Object.keys(value)[0]?.startsWith('$')
  ) {
    return value
  }
  throw failed(`${what} must be defined as a $-prefixed path or an expression inside an object`)
}

function outputOf(output: Value | undefined, what: string): Doc {
  if (output === undefined) return COUNT
  if (!isDoc(output)) throw failed(`The ${what} 'output' field must be an object`)
  return output
}

/**
 * `$bucket`: https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/bucket/
 * As in MongoDB it stands for a `$group` by a `$switch`, followed by a `$sort`.
 */
export function bucket(stage: Stage, names: Names): Run {
  const {
    groupBy,
    boundaries,
    default: other,
    output,
  } = options(stage, ['groupBy', 'boundaries'], ['default', 'output'])
  groupingOf(groupBy!, "The $bucket 'groupBy' field")
  const bounds = boundariesOf(boundaries!)
  if (other !== undefined) checkDefault(constant(other), bounds)
  const branches = bounds.slice(0, -1).map((low, i): Doc => {
    const within: Doc[] = [
      { $gte: [groupBy!, { $literal: low }] },
      { $lt: [groupBy!, { $literal: bounds[i + 1]! }] },
    ]
    return { case: { $and: within }, then: { $literal: low } }
  })
  const choice: Doc =
    other === undefined ? { branches } : { branches, default: { $literal: constant(other) } }
  const grouped = group({ _id: { $switch: choice }, ...outputOf(output, '$bucket') }, names)
  return (docs, variables) => [...grouped(docs, variables)].sort((a, b) => compareAny(a['_id'], b['_id']))
}

/** A constant, which may be written as `{ $literal: … }`. */
function constant(value: Value): Value {
  const evaluate = compileExpression(value)
  const result = evaluate({ root: {}, variables: {} })
  if (result === undefined || (typeof value === 'string' && value.startsWith('$'))) {
    throw failed("the $bucket 'boundaries' and 'default' must be constants")
  }
  return result
}

function boundariesOf(value: Value): Value[] {
  if (!Array.isArray(value)) throw failed("The $bucket 'boundaries' field must be an array")
  if (value.length < 2) throw failed("The $bucket 'boundaries' field must have at least 2 values")
  const bounds = value.map(constant)
  for (let i = 1; i < bounds.length; i++) {
    if (rankOf(bounds[i]) !== rankOf(bounds[i - 1])) {
      throw failed("All values in the the 'boundaries' option to $bucket must have the same type")
    }
    if (compareAny(bounds[i - 1], bounds[i]) >= 0) {
      throw failed("The 'boundaries' option to $bucket must be sorted, and hold no value twice")
    }
  }
  return bounds
}

function checkDefault(other: Value, bounds: readonly Value[]): void {
  if (compareAny(other, bounds[0]) >= 0 && compareAny(other, bounds.at(-1)) < 0) {
    throw failed(
      "The $bucket 'default' field must be less than the lowest boundary or not less than the highest",
    )
  }
}

/**
 * `$bucketAuto`: https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/bucketAuto/
 * Buckets of about the same size; equal values stay together, so that there may be fewer buckets.
 */
export function bucketAuto(stage: Stage, names: Names): Run {
  const { groupBy, buckets, output, granularity } = options(
    stage,
    ['groupBy', 'buckets'],
    ['output', 'granularity'],
  )
  const by = compileExpression(groupingOf(groupBy!, "The $bucketAuto 'groupBy' field"), names)
  if (typeof buckets !== 'number' || buckets !== (buckets | 0)) {
    throw failed("The $bucketAuto 'buckets' field must be representable as a 32-bit integer")
  }
  if (buckets <= 0) throw failed("The $bucketAuto 'buckets' field must be greater than 0")
  if (granularity !== undefined)
    throw invalidOperator('the granularity of $bucketAuto is not supported locally')
  const columns = readColumns(outputOf(output, '$bucketAuto'), names)
  return (docs, variables) => {
    const values = docs
      .map((root) => ({ root, value: by({ root, variables }) ?? null }))
      .sort((a, b) => compareAny(a.value, b.value))
    const size = Math.max(1, Math.round(values.length / buckets))
    const result: Doc[] = []
    for (let at = 0; at < values.length;) {
      const from = at
      at = result.length === buckets - 1 ? values.length : Math.min(values.length, at + size)
      while (at < values.length && compareAny(values[at]!.value, values[at - 1]!.value) === 0) at++
      const gathered = new Group(columns)
      for (const { root } of values.slice(from, at)) gathered.add(root, variables)
      // The upper bound is where the next bucket begins; the last one includes it.
      result.push(gathered.result({ min: values[from]!.value, max: (values[at] ?? values[at - 1]!).value }))
    }
    return result
  }
}
