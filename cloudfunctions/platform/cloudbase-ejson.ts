/**
 * The Extended JSON that `@cloudbase/database` speaks, in place of `bson`: the same texts and values, of which plain
 * ones (all that the mall writes) take a third of the work. The original copies each value with a list of what it has
 * seen, and hands each that it reads to a function. What is not plain goes to the original, which an instance loads
 * only then. A test compares the two.
 *
 * https://github.com/mongodb/specifications/blob/master/source/extended-json/extended-json.md
 */

interface Original {
  parse(text: string, options?: object): unknown
  stringify(value: unknown, options: object): string
}

let loaded: Original | undefined

function original(): Original {
  // The SDK's own version, by its place: another one may be installed beside it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is needed, and at once
  loaded ??= (require('@cloudbase/node-sdk/node_modules/bson/lib/extended_json') as { EJSON: Original }).EJSON
  return loaded
}

const INT32 = 2 ** 31
const INT64 = 2 ** 63
/** Beyond this the original decides whether it is a circle. */
const DEPTH = 100

export const EJSON: Original = {
  /** @throws SyntaxError for what is no JSON */
  parse(text, options) {
    // Types are keys that begin with a dollar, which may be written as an escape; so may the keys that are refused.
    const plain =
      typeof text === 'string' &&
      typeof options !== 'object' &&
      !text.includes('"$') &&
      !text.includes('\\u00')
    return plain ? (JSON.parse(text) as unknown) : original().parse(text, options)
  },

  /** @throws what the original throws for what cannot be written */
  stringify(value, options) {
    const canonical = (options as { relaxed?: unknown } | undefined)?.relaxed === false
    return (canonical ? textOf(value, 0) : undefined) ?? original().stringify(value, options)
  },
}

/** The text of a plain value; `undefined` when anything in it is not plain. */
function textOf(value: unknown, depth: number): string | undefined {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value)
    case 'number':
      return numberOf(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'undefined':
      return 'null'
    case 'object':
      if (value === null) return 'null'
      if (depth === DEPTH) return undefined
      return Array.isArray(value) ? listOf(value, depth) : objectOf(value, depth)
    default:
      return undefined
  }
}

function numberOf(value: number): string {
  if (Math.floor(value) === value) {
    if (value >= -INT32 && value < INT32) return `{"$numberInt":"${value}"}`
    if (value >= -INT64 && value <= INT64) return `{"$numberLong":"${value}"}`
  }
  return `{"$numberDouble":"${value}"}`
}

function listOf(list: readonly unknown[], depth: number): string | undefined {
  let text = '['
  for (let i = 0; i < list.length; i++) {
    const item = textOf(list[i], depth + 1)
    if (item === undefined) return undefined
    text += i === 0 ? item : `,${item}`
  }
  return `${text}]`
}

function objectOf(object: object, depth: number): string | undefined {
  if (!isPlain(object)) return undefined
  let text = ''
  for (const key in object) {
    const item = textOf((object as Record<string, unknown>)[key], depth + 1)
    if (item === undefined) return undefined
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${item}`
  }
  return `{${text}}`
}

/** Written between braces or made without a class, and no type of BSON. */
function isPlain(object: object): boolean {
  const above: unknown = Object.getPrototypeOf(object)
  return (above === null || Object.getPrototypeOf(above) === null) && !('_bsontype' in object)
}
