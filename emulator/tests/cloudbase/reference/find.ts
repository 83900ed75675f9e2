import { compareValues, isFields, rank, type Any, type Fields } from './values'

/**
 * Queries, sorts and projections written down as plainly as the manual says them, slow and for few documents:
 * what the engine is compared with. Nothing here is the engine's. NaN has its own table in `commands/`.
 */
interface Reached {
  readonly value: Any
  /** The elements which are tested too, where an array was reached by name. */
  readonly elements: readonly Any[]
}

/** https://www.mongodb.com/docs/manual/tutorial/query-array-of-documents/ : arrays by element and by position. */
function reach(value: Any, parts: readonly string[]): Reached[] {
  const [name, ...rest] = parts
  if (name === undefined) return [{ value, elements: Array.isArray(value) ? value : [] }]
  if (Array.isArray(value)) {
    const through = value.filter(isFields).flatMap((item) => reach(item, parts))
    const item: Any = /^\d+$/.test(name) ? value[Number(name)] : undefined
    if (item === undefined) return through
    if (rest.length === 0) return [...through, { value: item, elements: [] }]
    return isFields(item) || Array.isArray(item) ? [...through, ...reach(item, rest)] : through
  }
  return isFields(value) ? reach(value[name], rest) : [{ value: undefined, elements: [] }]
}

/** Types which compare; null and missing are one. */
const kind = (value: Any): number => rank(value ?? null)

function holds(operator: string, argument: Any, value: Any): boolean {
  switch (operator) {
    case '$eq':
      return kind(value) === kind(argument) && compareValues(value ?? null, argument ?? null) === 0
    case '$gt':
      return holds('$gte', argument, value) && !holds('$eq', argument, value)
    case '$lt':
      return holds('$lte', argument, value) && !holds('$eq', argument, value)
    case '$gte':
      return kind(value) === kind(argument) && compareValues(value ?? null, argument ?? null) >= 0
    case '$lte':
      return kind(value) === kind(argument) && compareValues(value ?? null, argument ?? null) <= 0
    case '$in':
      return (argument as Any[]).some((wanted) => holds('$eq', wanted, value))
    case '$mod': {
      const [divisor, remainder] = argument as [number, number]
      return typeof value === 'number' && Math.trunc(value) % divisor === remainder
    }
    case '$exists':
      return value !== undefined
  }
  throw new Error(`the reference has no ${operator}`)
}

function meets(doc: Fields, path: string, operator: string, argument: Any): boolean {
  const reached = reach(doc, path.split('.'))
  const some = (name: string, wanted: Any): boolean =>
    reached.some(({ value, elements }) => [...elements, value].some((one) => holds(name, wanted, one)))
  const arrays = reached.map(({ value }) => value).filter((value) => Array.isArray(value)) as Any[][]
  switch (operator) {
    case '$ne':
      return !some('$eq', argument)
    case '$nin':
      return !some('$in', argument)
    case '$exists':
      return some('$exists', true) === argument
    case '$size':
      return arrays.some((array) => array.length === argument)
    case '$all':
      return (argument as Any[]).length > 0 && (argument as Any[]).every((wanted) => some('$eq', wanted))
    case '$elemMatch':
      return arrays.some((array) =>
        array.some((item) =>
          Object.entries(argument as Fields).every(([name, wanted]) => holds(name, wanted, item)),
        ),
      )
    case '$not':
      return !Object.entries(argument as Fields).every(([name, wanted]) => meets(doc, path, name, wanted))
    default:
      return some(operator, argument)
  }
}

export function matches(doc: Fields, query: Fields): boolean {
  return Object.entries(query).every(([key, value]) => {
    const each = (): boolean[] => (value as Fields[]).map((branch) => matches(doc, branch))
    if (key === '$and') return each().every(Boolean)
    if (key === '$or') return each().some(Boolean)
    if (key === '$nor') return !each().some(Boolean)
    return Object.entries(value as Fields).every(([operator, argument]) =>
      meets(doc, key, operator, argument),
    )
  })
}

export type Sort = readonly (readonly [path: string, direction: 1 | -1])[]

/** What stands in an array's place while a document is looked at element by element. */
class Element {
  constructor(readonly value: Any) {}
}
const EMPTY = new Element(undefined)

/**
 * The documents a document is for a sort, one for each element of the arrays on its paths. Each path has a view of
 * its own, in which an array stands replaced by an element where the path meets it.
 */
function unwound(views: readonly Fields[], paths: readonly string[]): (readonly Fields[])[] {
  const places = paths.map((path, i) => {
    let value: Any = views[i]
    const parts = path.split('.')
    for (let at = 0; at < parts.length; at++) {
      value = isFields(value) && !(value instanceof Element) ? value[parts[at]!] : undefined
      if (Array.isArray(value)) return { array: value as Any[], parts: parts.slice(0, at + 1) }
    }
    return null
  })
  const array = places.find((place) => place !== null)?.array
  if (!array) return [views]
  if (places.some((place) => place && place.array !== array)) throw new Refused('parallel arrays')
  const items =
    array.length === 0 ? [EMPTY] : array.map((item) => (isFields(item) ? item : new Element(item)))
  return items.flatMap((item) => {
    const inside = views.map((view, i) => (places[i] ? replaced(view, places[i].parts, item) : view))
    return unwound(inside, paths)
  })
}

function replaced(doc: Fields, [name, ...rest]: readonly string[], value: Any): Fields {
  return { ...doc, [name!]: rest.length === 0 ? value : replaced(doc[name!] as Fields, rest, value) }
}

/** The key of one such document: an empty array before null, which missing is too. */
function keyOf(views: readonly Fields[], paths: readonly string[]): Any[] {
  return paths.map((path, i) => {
    let value: Any = views[i]
    for (const part of path.split('.'))
      value = isFields(value) && !(value instanceof Element) ? value[part] : undefined
    if (value === EMPTY) return undefined
    return (value instanceof Element ? value.value : value) ?? null
  })
}

/** https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/ */
export function sorted(docs: readonly Fields[], order: Sort): Fields[] {
  const paths = order.map(([path]) => path)
  const byKey = (a: Any[], b: Any[]): number => {
    for (let i = 0; i < order.length; i++) {
      const result = compareValues(a[i], b[i]) * order[i]![1]
      if (result !== 0) return result
    }
    return 0
  }
  return docs
    .map((doc) => ({
      doc,
      key: unwound(
        paths.map(() => doc),
        paths,
      )
        .map((one) => keyOf(one, paths))
        .sort(byKey)[0]!,
    }))
    .sort((a, b) => byKey(a.key, b.key))
    .map(({ doc }) => doc)
}

/** https://www.mongodb.com/docs/manual/tutorial/project-fields-from-query-results/ */
export function projected(doc: Fields, paths: readonly string[], keep: boolean): Fields {
  const split = paths.map((path) => path.split('.'))
  return (keep ? included(doc, [...split, ['_id']]) : excluded(doc, split)) as Fields
}

function included(value: Any, paths: readonly string[][]): Any {
  if (Array.isArray(value))
    return value.map((item) => included(item, paths)).filter((item) => item !== undefined)
  if (!isFields(value)) return undefined
  const result: Fields = {}
  for (const [name, inner] of Object.entries(value)) {
    const below = paths.filter(([first]) => first === name).map(([, ...rest]) => rest)
    const kept = below.some((rest) => rest.length === 0)
      ? inner
      : below.length > 0
        ? included(inner, below)
        : undefined
    if (kept !== undefined) result[name] = kept
  }
  return result
}

function excluded(value: Any, paths: readonly string[][]): Any {
  if (Array.isArray(value)) return value.map((item) => excluded(item, paths))
  if (!isFields(value)) return value
  const result: Fields = {}
  for (const [name, inner] of Object.entries(value)) {
    const below = paths.filter(([first]) => first === name).map(([, ...rest]) => rest)
    if (!below.some((rest) => rest.length === 0)) result[name] = excluded(inner, below)
  }
  return result
}

/** What MongoDB answers with an error. */
export class Refused extends Error {}
