import { failed } from '../errors'
import type { Names, Variables } from '../expression'
import { compileQuery } from '../query/compile'
import type { Order } from '../query/plan'
import { parseOrder, sortBy } from '../query/sort'
import type { Query } from '../query/types'
import type { Doc, Value } from '../value/types'
import { bucket, bucketAuto, groupingOf } from './bucket'
import type { Pipeline, PipelineContext } from './context'
import { equalitiesOf } from './equalities'
import { group } from './group'
import { groupInSql } from './group-sql'
import { lookup } from './lookup'
import { addFields, project } from './project'
import { replaceRoot, sample, unwind } from './reshape'
import {
  countField,
  natural,
  noSuchStage,
  object,
  parseStages,
  positive,
  type Run,
  type Stage,
} from './stages'

/**
 * The service returns 20 documents of an aggregation which does not limit itself:
 * https://developers.weixin.qq.com/community/develop/doc/0006ee7caecd8020df7b559b451800
 */
const DEFAULT_RESULTS = 20

/** Runs an aggregation and returns at most 20 documents unless the pipeline limits itself. */
export function runPipeline(
  stages: readonly Stage[],
  context: Omit<PipelineContext, 'names' | 'compile'>,
): readonly Doc[] {
  const docs = compilePipeline(stages, { ...context, names: new Set(), compile: compilePipeline })({})
  return stages.some(([name]) => name === '$limit') ? docs : docs.slice(0, DEFAULT_RESULTS)
}

/**
 * Reads a pipeline. All its stages are checked before the first one runs, as in MongoDB.
 * https://www.mongodb.com/docs/v4.0/reference/operator/aggregation-pipeline/
 */
function compilePipeline(stages: readonly Stage[], context: PipelineContext): Pipeline {
  const runs = stages.map((stage) => compileStage(stage, context))
  return (variables) => {
    const { docs, next } = source(stages, context, variables)
    return runs.slice(next).reduce((current, run) => run(current, variables), docs)
  }
}

/** Serves the first stages, as far as they are a query, from the indexes: match, sort, skip, limit, count, group. */
function source(
  stages: readonly Stage[],
  { collection, view }: PipelineContext,
  variables: Variables,
): { docs: readonly Doc[]; next: number } {
  if (!collection) return { docs: [], next: 0 }
  let at = 0
  const filters: Doc[] = []
  while (stages[at]?.[0] === '$match') {
    const filter = object(stages[at++]!)
    filters.push(filter, ...equalitiesOf(filter, variables))
  }
  const query = compileQuery(filters.length > 1 ? { $and: filters } : (filters[0] ?? {}), variables)
  const then = stages[at]
  if (then?.[0] === '$count') {
    const total = view.count(collection, query)
    return { docs: total > 0 ? [{ [countField(then)]: total }] : [], next: at + 1 }
  }
  if (then?.[0] === '$group' && view.committed) {
    const grouped = groupInSql(collection, query, object(then), view.log)
    if (grouped) return { docs: grouped, next: at + 1 }
  }
  let order: Order = []
  if (stages[at]?.[0] === '$sort') order = orderOf(stages[at++]!)
  let skip = 0
  if (stages[at]?.[0] === '$skip') skip = natural(stages[at++]!)
  let limit = Infinity
  if (stages[at]?.[0] === '$limit') limit = positive(stages[at++]!)
  return { docs: view.find(collection, query, { order, skip, limit }).map(({ doc }) => doc), next: at }
}

function compileStage(stage: Stage, context: PipelineContext): Run {
  const [name, argument] = stage
  const { names } = context
  switch (name) {
    case '$addFields':
      return addFields(stage, names)
    case '$bucket':
      return bucket(stage, names)
    case '$bucketAuto':
      return bucketAuto(stage, names)
    case '$count':
      return count(countField(stage))
    case '$facet':
      return facet(stage, context)
    case '$group':
      return group(object(stage), names)
    case '$limit':
      return slice(0, positive(stage))
    case '$lookup':
      return lookup(stage, context)
    case '$match':
      return match(stage, names)
    case '$project':
      return project(stage, names)
    case '$replaceRoot':
      return replaceRoot(stage, names)
    case '$sample':
      return sample(stage)
    case '$skip':
      return slice(natural(stage), Infinity)
    case '$sort':
      return sort(orderOf(stage))
    case '$sortByCount':
      return sortByCount(argument, names)
    case '$unwind':
      return unwind(stage)
    default:
      throw noSuchStage(name)
  }
}

function orderOf(stage: Stage): Order {
  const order = parseOrder(object(stage))
  if (order.length === 0) throw failed('$sort stage must have at least one sort key')
  return order
}

const count =
  (name: string): Run =>
  ({ length }) =>
    length > 0 ? [{ [name]: length }] : []

const slice =
  (skip: number, limit: number): Run =>
  (docs) =>
    docs.slice(skip, skip + limit)

const sort =
  (order: Order): Run =>
  (docs) =>
    sortBy(docs, order, (doc) => doc)

function match(stage: Stage, names: Names): Run {
  const filter = object(stage)
  const unbound = Object.fromEntries([...names].map((name) => [name, undefined]))
  const checked: Query = compileQuery(filter, unbound)
  if (names.size === 0) return (docs) => docs.filter(checked.matches)
  return (docs, variables) => docs.filter(compileQuery(filter, variables).matches)
}

/** `$sortByCount` stands for a `$group` and a `$sort`. */
function sortByCount(by: Value, names: Names): Run {
  const grouped = group({ _id: groupingOf(by, 'the sortByCount field'), count: { $sum: 1 } }, names)
  return (docs, variables) => sortBy(grouped(docs, variables), [['count', -1]], (doc) => doc)
}

const NOT_IN_FACETS = new Set(['$facet', '$geoNear', '$out'])

/** `$facet` can only be sent raw: https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/facet/ */
function facet(stage: Stage, context: PipelineContext): Run {
  const facets = Object.entries(object(stage)).map(([name, pipeline]) => {
    const stages = parseStages(pipeline)
    const wrong = stages.find(([inner]) => NOT_IN_FACETS.has(inner))
    if (wrong) throw failed(`${wrong[0]} is not allowed to be used within a $facet stage`)
    return [name, stages.map((inner) => compileStage(inner, context))] as const
  })
  if (facets.length === 0) throw failed('the $facet specification must be a non-empty object')
  return (docs, variables) => {
    const result: Doc = {}
    for (const [name, runs] of facets) {
      result[name] = [...runs.reduce((current, run) => run(current, variables), docs)]
    }
    return [result]
  }
}
