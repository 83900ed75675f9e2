import * as z from 'zod'

/**
 * Where a document is not what its schema says, such as `skus.0.priceFen`: documents may be written by hand, too. Never
 * what stands there. `fields`: of a projection, what it has asked for; the whole document when absent.
 */
export function wrongPlaces(schema: z.ZodType, document: object, fields?: readonly string[]): string[] {
  const asked = fields ? projectionOf(schema, fields) : schema
  const issues = asked.safeParse(document).error?.issues ?? []
  return issues.map(({ path }) => path.join('.'))
}

/** What a projection brings is looked at with each read: its schema is made once. */
const projections = new WeakMap<z.ZodType, Map<string, z.ZodType>>()

function projectionOf(schema: z.ZodType, fields: readonly string[]): z.ZodType {
  const known = projections.get(schema) ?? new Map<string, z.ZodType>()
  projections.set(schema, known)
  const key = fields.join()
  const made = known.get(key) ?? partOf(schema, fields)
  known.set(key, made)
  return made
}

/** The schema of what a projection to `fields` (`skus.priceFen` reaches into lists) leaves of a document. */
function partOf(schema: z.ZodType, fields: readonly string[]): z.ZodType {
  if (schema instanceof z.ZodArray) {
    // With its checks: how many there must be.
    return schema.clone({ ...schema.def, element: partOf(schema.element as z.ZodType, fields) })
  }
  if (!(schema instanceof z.ZodObject)) return schema
  const shape = Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, part]) => {
    if (name === '_id' || fields.includes(name)) return [[name, part] as const]
    const within = fields
      .filter((field) => field.startsWith(`${name}.`))
      .map((field) => field.slice(name.length + 1))
    return within.length > 0 ? [[name, partOf(part, within)] as const] : []
  })
  return z.object(Object.fromEntries(shape))
}
