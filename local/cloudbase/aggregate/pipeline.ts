import type { View } from '../engine/view'
import { invalidOperator } from '../errors'
import { compileQuery } from '../query/compile'
import { runStages, type Variables } from '../query/expression'
import { parseOrder, sortBy } from '../query/sort'
import type { Order } from '../query/plan'
import type { Collection } from '../store/collection'
import type { Store } from '../store/store'
import { cloneValue } from '../value/compare'
import { isDoc, type Doc, type Value } from '../value/types'
import { lookup } from './lookup'
import { groupInSql } from './group-sql'
import {
  MINGO_STAGES,
  PURE_STAGES,
  checkedStage,
  countField,
  natural,
  object,
  parseStages,
  positive,
  type Stage,
} from './stages'

export interface PipelineContext {
  readonly collection: Collection
  readonly store: Store
  readonly view: View
  readonly variables?: Variables
}

/** The service returns 20 documents of an aggregation which does not limit itself. */
const DEFAULT_RESULTS = 20

/** Runs an aggregation and returns at most 20 documents unless the pipeline limits itself. */
export function runPipeline(stages: readonly Stage[], context: PipelineContext): Doc[] {
  const docs = runSubPipeline(stages, context)
  return stages.some(([name]) => name === '$limit') ? docs : docs.slice(0, DEFAULT_RESULTS)
}

/** Runs a pipeline without the limit on its results, as within `$lookup`. */
export function runSubPipeline(stages: readonly Stage[], context: PipelineContext): Doc[] {
  const checked = stages.flatMap(checkedStage)
  const { docs, next } = source(checked, context)
  return runFrom(docs, checked.slice(next), context)
}

/** Serves the first stages, as far as they are a query, from the indexes: match, sort, skip, limit, count. */
function source(
  stages: readonly Stage[],
  { collection, view, variables }: PipelineContext,
): { docs: Doc[]; next: number } {
  let at = 0
  const filters: Value[] = []
  while (stages[at]?.[0] === '$match') filters.push(object(stages[at++]!))
  const query = compileQuery(
    filters.length === 1 ? (filters[0] as Doc) : filters.length > 1 ? { $and: filters } : {},
    variables,
  )
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
  if (stages[at]?.[0] === '$sort') order = parseOrder(object(stages[at++]!))
  let skip = 0
  if (stages[at]?.[0] === '$skip') skip = natural(stages[at++]!)
  let limit = Infinity
  if (stages[at]?.[0] === '$limit') limit = positive(stages[at++]!)
  return { docs: view.find(collection, query, { order, skip, limit }).map(({ doc }) => doc), next: at }
}

function runFrom(docs: Doc[], stages: readonly Stage[], context: PipelineContext): Doc[] {
  let current = docs
  let owned = false
  for (let at = 0; at < stages.length; at++) {
    const stage = stages[at]!
    const [name, argument] = stage
    if (MINGO_STAGES.has(name)) {
      const group: Doc[] = []
      let pure = true
      for (; at < stages.length && MINGO_STAGES.has(stages[at]![0]); at++) {
        pure &&= PURE_STAGES.has(stages[at]![0])
        group.push({ [stages[at]![0]]: stages[at]![1] })
      }
      at--
      // Stored documents are shared with the cache, and mingo writes into what it is given.
      if (!owned && !pure) current = current.map(cloneValue)
      owned ||= !pure
      current = runStages(current, group, context.variables)
    } else current = runStage(current, name, argument, stage, context)
  }
  return current
}

function runStage(docs: Doc[], name: string, argument: Value, stage: Stage, context: PipelineContext): Doc[] {
  switch (name) {
    case '$match':
      return docs.filter(compileQuery(object(stage), context.variables).matches)
    case '$sort':
      return sortBy(docs, parseOrder(object(stage)), (doc) => doc)
    case '$skip':
      return docs.slice(natural(stage))
    case '$limit':
      return docs.slice(0, positive(stage))
    case '$lookup':
      return lookup(docs, object(stage), context)
    default:
      return [facet(docs, argument, context)]
  }
}

function facet(docs: Doc[], argument: Value, context: PipelineContext): Doc {
  if (!isDoc(argument)) throw invalidOperator('the $facet stage needs an object')
  const result: Doc = {}
  for (const name of Object.keys(argument)) {
    const stages = parseStages(argument[name]!).flatMap(checkedStage)
    result[name] = runFrom(docs, stages, context)
  }
  return result
}
