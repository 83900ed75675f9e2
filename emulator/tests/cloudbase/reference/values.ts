/** Values of documents and their order, written down anew from the manual: nothing here is the engine's. */
export type Any = unknown
export type Fields = Record<string, unknown>

export const isFields = (value: Any): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)

/** https://www.mongodb.com/docs/v4.0/reference/bson-type-comparison-order/ ; missing comes before null. */
export function rank(value: Any): number {
  if (value === undefined) return 0
  if (value === null) return 1
  if (typeof value === 'number') return 2
  if (typeof value === 'string') return 3
  if (isFields(value)) return 4
  if (Array.isArray(value)) return 5
  return typeof value === 'boolean' ? 6 : 7
}

export function compareValues(a: Any, b: Any): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b as string))
  if (Array.isArray(a)) return compareLists(a, b as Any[])
  if (isFields(a)) return compareFields(a, b as Fields)
  const [x, y] = [Number(a), Number(b)]
  return x < y ? -1 : x > y ? 1 : 0
}

function compareLists(a: Any[], b: Any[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareValues(a[i], b[i])
    if (order !== 0) return order
  }
  return a.length - b.length
}

function compareFields(a: Fields, b: Fields): number {
  const parts = (doc: Fields): Any[] =>
    Object.entries(doc).flatMap(([name, value]) => [rank(value), name, value])
  return compareLists(parts(a), parts(b))
}

/** The value of `$path` in an expression: an array on the way gives an array of what its objects hold. */
export function expressionPath(value: Any, parts: readonly string[]): Any {
  const [name, ...rest] = parts
  if (name === undefined) return value
  if (Array.isArray(value)) {
    return value
      .filter(isFields)
      .map((item) => expressionPath(item, parts))
      .filter((item) => item !== undefined)
  }
  return isFields(value) ? expressionPath(value[name], rest) : undefined
}

/** All values a path reaches in a query; undefined where a field is missing. */
export function queryValues(value: Any, parts: readonly string[]): Any[] {
  const [name, ...rest] = parts
  if (name === undefined) return [value]
  if (Array.isArray(value)) return value.filter(isFields).flatMap((item) => queryValues(item, parts))
  return isFields(value) ? queryValues(value[name], rest) : [undefined]
}
