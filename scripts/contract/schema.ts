/** The part of JSON Schema that `z.toJSONSchema` makes of the contract. */
export interface Schema {
  /** Several for a value of one of them, without bounds of its own: `z.union([z.string(), z.number()])`. */
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly propertyNames?: Schema
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly pattern?: string
  /** Several patterns of one text; anything else in it is not understood. */
  readonly allOf?: readonly Schema[]
  /** The words of checks that JSON Schema does not know; not part of it. */
  readonly refinements?: readonly string[]
  readonly default?: unknown
}

const KEYWORDS = [
  ...['$schema', 'type', 'properties', 'required', 'additionalProperties', 'propertyNames', 'items'],
  ...['anyOf', 'oneOf', 'enum', 'const', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems'],
  ...['maxItems', 'pattern', 'default', 'refinements'],
]

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Keywords that are not understood here and differ: they cannot be judged, so they are breaks. */
export function differingKeywords(before: Schema, now: Schema): string[] {
  const of = (schema: Schema) => schema as Readonly<Record<string, unknown>>
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(
    (keyword) =>
      !KEYWORDS.includes(keyword) &&
      !same(of(before)[keyword], of(now)[keyword]) &&
      !(keyword === 'allOf' && [before, now].every(hasPatternsOnly)),
  )
}

const hasPatternsOnly = ({ allOf = [] }: Schema): boolean =>
  allOf.every((one) => Object.keys(one).every((keyword) => keyword === 'pattern'))

/** All patterns that a text has to fit. */
export function patternsOf({ pattern, allOf = [] }: Schema): string[] {
  return [pattern, ...allOf.map((one) => one.pattern)].filter((one) => one !== undefined)
}

/** What a value may be: one schema each. */
export function alternativesOf(schema: Schema): Schema[] {
  const union = schema.anyOf ?? schema.oneOf
  if (union) return union.flatMap(alternativesOf)
  const { type } = schema
  return typeof type === 'object' ? type.map((one) => ({ ...schema, type: one })) : [schema]
}

/** The values of an enumeration; undefined for anything else. */
export function valuesOf(schema: Schema): readonly unknown[] | undefined {
  return schema.enum ?? ('const' in schema ? [schema.const] : undefined)
}

export function typeOf(schema: Schema): string {
  const [value] = valuesOf(schema) ?? []
  const { type } = schema
  if (type !== undefined) return typeof type === 'string' ? type : type.join(' or ')
  return value === null ? 'null' : value === undefined ? 'anything' : typeof value
}

export function inWords(schema: Schema): string {
  const values = valuesOf(schema)
  if (values) return values.map((value) => JSON.stringify(value)).join(' or ')
  const kind = Object.entries(schema.properties ?? {}).find(([, { const: value }]) => value !== undefined)
  return kind ? `{ ${kind[0]}: ${JSON.stringify(kind[1].const)} }` : typeOf(schema)
}
