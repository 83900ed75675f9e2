import { failed, invalidOperator } from '../errors'
import { checkVariable, compileExpression, pathParts, type Evaluate, type Variables } from '../expression'
import { compileQuery } from '../query/compile'
import { isRegex } from '../query/regex'
import { stringify } from '../value/ejson'
import { arrayIndex, field } from '../value/path'
import { isDoc, type Doc, type Value } from '../value/types'
import type { PipelineContext } from './context'
import { withNested } from './paths'
import { options, parseStages, type Run, type Stage } from './stages'

/** The documents of the other collection which belong to a document. */
type Join = (doc: Doc, variables: Variables) => readonly Doc[]

/**
 * `$lookup` in both its forms: https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/lookup/ and
 * https://docs.cloudbase.net/api-reference/server/node-sdk/database/aggregate/stages/lookup
 * A collection which does not exist gives nothing (https://jira.mongodb.org/browse/SERVER-64091). Equal values
 * are looked up once, through the planner: a join by `_id` or an indexed field costs one read a value.
 */
export function lookup(stage: Stage, context: PipelineContext): Run {
  const spec = options(stage, ['from', 'as'], ['localField', 'foreignField', 'let', 'pipeline'])
  for (const key of ['from', 'as', 'localField', 'foreignField']) {
    if (spec[key] !== undefined && typeof spec[key] !== 'string') {
      throw failed(`$lookup argument '${key}' must be a string`)
    }
  }
  const from = spec['from'] as string
  const as = pathParts(spec['as'] as string)
  const collection = context.store.has(from) ? context.store.collection(from) : null
  const makeJoin =
    spec['pipeline'] === undefined
      ? byField(spec, { ...context, collection })
      : byPipeline(spec, { ...context, collection })
  return (docs, variables) => {
    const join = makeJoin()
    return docs.map((doc) => withNested(doc, as, [...join(doc, variables)]))
  }
}

function byField(spec: Doc, { collection, view }: PipelineContext): () => Join {
  const { localField, foreignField, let: bindings } = spec as Record<string, string | undefined>
  if (localField === undefined || foreignField === undefined || bindings !== undefined) {
    throw failed("$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified")
  }
  const parts = pathParts(localField)
  pathParts(foreignField)
  return () => {
    const known = new Map<string, Doc[]>()
    return (doc) => {
      const values = localValues(doc, parts)
      const name = stringify(values)
      let found = known.get(name)
      if (!found) {
        const query = compileQuery(equalsAny(foreignField, values))
        found = collection ? view.find(collection, query, {}).map((hit) => hit.doc) : []
        known.set(name, found)
      }
      return found
    }
  }
}

/**
 * The values a document is joined by: each element of an array, in which objects on the way are entered. A
 * missing field is null, and so is an empty array (https://jira.mongodb.org/browse/SERVER-63700).
 */
function localValues(doc: Doc, parts: readonly string[]): Value[] {
  const found: Value[] = []
  const visit = (value: Value | undefined, at: number): void => {
    if (at === parts.length) {
      if (Array.isArray(value)) found.push(...value)
      else if (value !== undefined) found.push(value)
    } else if (isDoc(value)) visit(field(value, parts[at]!), at + 1)
    else if (Array.isArray(value)) {
      for (const item of value) if (isDoc(item)) visit(item, at)
      const index = arrayIndex(parts[at])
      if (index >= 0) visit(value[index], at + 1)
    }
  }
  visit(doc, 0)
  return found.length > 0 ? found : [null]
}

/** In a list a regular expression would be matched, so that with one among them each value has its own equality. */
function equalsAny(path: string, values: Value[]): Doc {
  if (values.length === 1) return { [path]: { $eq: values[0]! } }
  if (values.some(isRegex)) return { $or: values.map((value) => ({ [path]: { $eq: value } })) }
  return { [path]: { $in: values } }
}

function byPipeline(spec: Doc, context: PipelineContext): () => Join {
  if (spec['localField'] !== undefined || spec['foreignField'] !== undefined) {
    throw invalidOperator('$lookup with both localField and a pipeline is not supported locally')
  }
  const bindings = spec['let'] ?? {}
  if (!isDoc(bindings)) throw failed("$lookup argument 'let' must be an object")
  const values = Object.entries(bindings).map(([name, value]): [string, Evaluate] => [
    checkVariable(name),
    compileExpression(value, context.names),
  ])
  const names = new Set([...context.names, ...Object.keys(bindings)])
  const pipeline = context.compile(parseStages(spec['pipeline']!), { ...context, names })
  return () => {
    const known = new Map<string, readonly Doc[]>()
    return (root, outer) => {
      const own: Record<string, Value | undefined> = {}
      for (const [name, value] of values) own[name] = value({ root, variables: outer })
      const key = keyOf({ ...outer, ...own })
      let found = known.get(key)
      if (!found) known.set(key, (found = pipeline({ ...outer, ...own })))
      return found
    }
  }
}

/** A text for the values of variables, in which missing and null differ. */
const keyOf = (variables: Variables): string =>
  stringify(Object.entries(variables).map(([name, value]) => (value === undefined ? [name] : [name, value])))
