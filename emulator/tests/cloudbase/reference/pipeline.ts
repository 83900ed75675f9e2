import { compareValues, expressionPath, isFields, queryValues, rank, type Any, type Fields } from './values'

/**
 * Aggregation written down as plainly as the manual says it, slow and for few documents: what the engine is
 * compared with. It knows the stages and operators which `pipelines.property.test.ts` makes.
 */
export type Stage = Fields

export function runReference(
  docs: readonly Fields[],
  stages: readonly Stage[],
  foreign: readonly Fields[],
): Fields[] {
  return stages.reduce<Fields[]>((current, stage) => runStage(current, stage, foreign), [...docs])
}

function runStage(docs: Fields[], stage: Stage, foreign: readonly Fields[]): Fields[] {
  const [[name, argument]] = Object.entries(stage) as [[string, Fields]]
  switch (name) {
    case '$match':
      return docs.filter((doc) =>
        Object.entries(argument).every(([path, test]) => matches(doc, path, test as Fields)),
      )
    case '$sort':
      return [...docs].sort((a, b) => compareDocs(a, b, argument as Record<string, 1 | -1>))
    case '$skip':
      return docs.slice(Number(argument))
    case '$limit':
      return docs.slice(0, Number(argument))
    case '$count':
      return docs.length > 0 ? [{ [String(argument)]: docs.length }] : []
    case '$unwind':
      return docs.flatMap((doc) =>
        unwind(doc, String(argument['path']).slice(1), argument['preserveNullAndEmptyArrays'] === true),
      )
    case '$addFields':
      return docs.map((doc) => withValues(doc, argument, doc))
    case '$project':
      return docs.map((doc) => {
        const kept = Object.keys(argument).filter((field) => argument[field] === 1)
        const base = Object.fromEntries(
          Object.entries(doc).filter(([field]) => field === '_id' || kept.includes(field)),
        )
        return withValues(
          base,
          Object.fromEntries(Object.entries(argument).filter(([, value]) => value !== 1)),
          doc,
        )
      })
    case '$lookup':
      return docs.map((doc) => ({ ...doc, [String(argument['as'])]: joined(doc, argument, foreign) }))
    case '$group':
      return group(docs, argument)
    default:
      throw new Error(`the reference does not know ${name}`)
  }
}

function withValues(base: Fields, values: Fields, doc: Fields): Fields {
  const result = { ...base }
  for (const [field, expression] of Object.entries(values)) {
    const value = evaluate(doc, expression)
    if (value === undefined) delete result[field]
    else result[field] = value
  }
  return result
}

/** Comparisons meet values of their own type only; of an array its elements and the whole. */
function matches(doc: Fields, path: string, test: Fields): boolean {
  const reached = queryValues(doc, path.split('.'))
  const values = reached.flatMap((value) => (Array.isArray(value) ? [...value, value] : [value]))
  return Object.entries(test).every(([operator, wanted]) => {
    const meets = (value: Any): boolean => {
      const nothing = value === undefined || value === null
      if (wanted === null) return ['$eq', '$gte', '$lte', '$ne'].includes(operator) && nothing
      if (rank(value) !== rank(wanted)) return false
      const order = compareValues(value, wanted)
      return {
        $eq: order === 0,
        $ne: order === 0,
        $gt: order > 0,
        $gte: order >= 0,
        $lt: order < 0,
        $lte: order <= 0,
      }[operator]!
    }
    return values.some(meets) !== (operator === '$ne')
  })
}

/** Null and missing are one when sorting; no arrays are sorted by here. */
function compareDocs(a: Fields, b: Fields, order: Record<string, 1 | -1>): number {
  for (const [path, direction] of Object.entries(order)) {
    const result = compareValues(a[path] ?? null, b[path] ?? null)
    if (result !== 0) return result * direction
  }
  return 0
}

function unwind(doc: Fields, field: string, preserve: boolean): Fields[] {
  const { [field]: value, ...rest } = doc
  if (Array.isArray(value) && value.length > 0) return value.map((item: Any) => ({ ...rest, [field]: item }))
  if (value !== undefined && value !== null && !Array.isArray(value)) return [doc]
  return preserve ? [Array.isArray(value) ? rest : doc] : []
}

function joined(doc: Fields, { localField, foreignField }: Fields, foreign: readonly Fields[]): Fields[] {
  const local = queryValues(doc, String(localField).split('.'))
    .flatMap((value) => (Array.isArray(value) ? (value as Any[]) : [value]))
    .filter((value) => value !== undefined)
  const wanted = local.length > 0 ? local : [null]
  return foreign.filter((other) =>
    wanted.some((value) => matches(other, String(foreignField), { $eq: value })),
  )
}

function evaluate(doc: Fields, expression: Any): Any {
  if (typeof expression === 'string' && expression.startsWith('$')) {
    return expressionPath(doc, expression.slice(1).split('.'))
  }
  if (!isFields(expression) || Object.keys(expression).length === 0) return expression
  const [[name, argument]] = Object.entries(expression) as [[string, Any[]]]
  if (!name.startsWith('$')) {
    const fields = Object.entries(expression).map(([key, part]) => [key, evaluate(doc, part)] as const)
    return Object.fromEntries(fields.filter(([, value]) => value !== undefined))
  }
  const [a, b, c] = argument
  switch (name) {
    case '$gt':
      return compareValues(evaluate(doc, a), evaluate(doc, b)) > 0
    case '$eq':
      return compareValues(evaluate(doc, a), evaluate(doc, b)) === 0
    case '$ifNull':
      return evaluate(doc, a) ?? evaluate(doc, b)
    case '$cond':
      return evaluate(doc, evaluate(doc, a) === true ? b : c)
    default:
      throw new Error(`the reference does not know ${name}`)
  }
}

function group(docs: readonly Fields[], { _id: key, ...columns }: Fields): Fields[] {
  const groups: { id: Any; docs: Fields[] }[] = []
  for (const doc of docs) {
    const id = evaluate(doc, key) ?? null
    const known = groups.find((one) => compareValues(one.id, id) === 0)
    if (known) known.docs.push(doc)
    else groups.push({ id, docs: [doc] })
  }
  return groups.map((one) => {
    const result: Fields = { _id: one.id }
    for (const [name, column] of Object.entries(columns)) {
      const [[operator, argument]] = Object.entries(column as Fields) as [[string, Any]]
      result[name] = accumulate(
        operator,
        one.docs.map((doc) => evaluate(doc, argument)),
      )
    }
    return result
  })
}

function accumulate(operator: string, values: readonly Any[]): Any {
  const there = values.filter((value) => value !== undefined)
  const some = there.filter((value) => value !== null).sort(compareValues)
  const numbers = values.filter((value): value is number => typeof value === 'number')
  switch (operator) {
    case '$sum':
      return sum(numbers)
    case '$avg':
      return numbers.length > 0 ? sum(numbers) / numbers.length : null
    case '$min':
      return some[0] ?? null
    case '$max':
      return some.at(-1) ?? null
    case '$push':
      return there
    case '$first':
      return values[0] ?? null
    case '$last':
      return values.at(-1) ?? null
    default:
      throw new Error(`the reference does not know ${operator}`)
  }
}

/**
 * Exact, and rounded once at the end, as MongoDB's sum in two doubles is. All numbers of the tests are so many
 * quarters.
 * https://github.com/mongodb/mongo/blob/master/src/mongo/util/summation.h
 */
function sum(numbers: readonly number[]): number {
  if (!numbers.every(Number.isFinite)) return numbers.reduce((total, number) => total + number, 0)
  return Number(numbers.reduce((quarters, number) => quarters + BigInt(number * 4), 0n)) / 4
}
