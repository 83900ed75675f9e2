import { compileQuery } from '../query/compile'
import { evaluate, type Variables } from '../query/expression'
import { invalidOperator } from '../errors'
import { stringify } from '../value/ejson'
import { valuesAt } from '../value/path'
import { isDoc, type Doc, type Value } from '../value/types'
import { runSubPipeline, type PipelineContext } from './pipeline'
import { parseStages, type Stage } from './stages'

/**
 * `$lookup` in both its forms. Each joined value is looked up through the planner once, so a join by `_id` or
 * an indexed field costs one read a value, not a scan a document.
 */
export function lookup(docs: Doc[], spec: Doc, context: PipelineContext): Doc[] {
  const { from, as } = spec
  if (typeof from !== 'string') throw invalidOperator("$lookup needs a string 'from'")
  if (typeof as !== 'string' || as === '') throw invalidOperator("$lookup needs a string 'as'")
  if (as.includes('.')) throw invalidOperator("a dotted 'as' of $lookup is not supported locally")
  const inner = { ...context, collection: context.store.collection(from) }
  const join = spec['pipeline'] === undefined ? byField(spec, inner) : byPipeline(spec, inner)
  return docs.map((doc) => ({ ...doc, [as]: join(doc) }))
}

type Join = (doc: Doc) => Doc[]

function byField(spec: Doc, { collection, view }: PipelineContext): Join {
  const { localField, foreignField } = spec
  if (typeof localField !== 'string' || typeof foreignField !== 'string') {
    throw invalidOperator('$lookup needs localField and foreignField, or a pipeline')
  }
  const known = new Map<string, Doc[]>()
  return (doc) => {
    const values = valuesAt(doc, localField).map((value) => value ?? null)
    const name = stringify(values)
    let found = known.get(name)
    if (!found) {
      const query = compileQuery({
        [foreignField]: values.length === 1 ? { $eq: values[0]! } : { $in: values },
      })
      found = view.find(collection, query, {}).map((hit) => hit.doc)
      known.set(name, found)
    }
    return found
  }
}

function byPipeline(spec: Doc, context: PipelineContext): Join {
  const stages = parseStages(spec['pipeline']!)
  const bindings = spec['let'] ?? {}
  if (!isDoc(bindings)) throw invalidOperator("the 'let' of $lookup needs an object")
  const names = Object.keys(bindings)
  const local = spec['localField'] === undefined ? null : byField(spec, context)
  if (local) throw invalidOperator('$lookup with both localField and a pipeline is not supported locally')
  const known = new Map<string, Doc[]>()
  return (doc) => {
    const variables: Record<string, Value> = { ...context.variables }
    for (const name of names) variables[name] = evaluate(doc, bindings[name]!, context.variables) ?? null
    const key = stringify(variables)
    let found = known.get(key)
    if (!found) {
      found = runSubPipeline(withEqualities(stages, variables), { ...context, variables })
      known.set(key, found)
    }
    return found
  }
}

/**
 * Adds to the first `$match` what its `$expr` says in the form `{ $eq: ['$field', '$$variable'] }` as a plain
 * equality, which an index can serve. The expression itself stays and has the last word.
 */
function withEqualities(stages: readonly Stage[], variables: Variables): readonly Stage[] {
  const [first, ...rest] = stages
  if (first?.[0] !== '$match' || !isDoc(first[1]) || first[1]['$expr'] === undefined) return stages
  const equalities = equalitiesOf(first[1]['$expr'], variables)
  return equalities.length === 0 ? stages : [['$match', { $and: [first[1], ...equalities] }], ...rest]
}

function equalitiesOf(expression: Value, variables: Variables): Doc[] {
  if (!isDoc(expression)) return []
  if (Array.isArray(expression['$and']))
    return expression['$and'].flatMap((part) => equalitiesOf(part, variables))
  const pair = expression['$eq']
  if (!Array.isArray(pair) || pair.length !== 2) return []
  for (const [field, other] of [pair, [...pair].reverse()]) {
    if (typeof field !== 'string' || !/^\$[^$]/.test(field)) continue
    const value = typeof other === 'string' && other.startsWith('$$') ? variables[other.slice(2)] : undefined
    if (typeof value === 'string' || typeof value === 'number') return [{ [field.slice(1)]: value }]
  }
  return []
}
