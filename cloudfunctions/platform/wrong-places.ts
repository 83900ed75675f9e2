import type * as z from 'zod'

/**
 * Where a document is not what its schema says, such as `skus.0.priceFen`: documents may be written by hand, too. Never
 * what stands there. `fields`: of a projection, what it has asked for; the whole document when absent.
 */
export function wrongPlaces(schema: z.ZodType, document: object, fields?: readonly string[]): string[] {
  const issues = schema.safeParse(document).error?.issues ?? []
  return issues.filter(({ path }) => !fields || isAsked(path, fields)).map(({ path }) => path.join('.'))
}

/** Whether a place lies in what was asked for, or holds a part of it. */
function isAsked(path: readonly PropertyKey[], fields: readonly string[]): boolean {
  const place = `${path.filter((part) => typeof part !== 'number').join('.')}.`
  return fields.some((field) => `${field}.`.startsWith(place) || place.startsWith(`${field}.`))
}
