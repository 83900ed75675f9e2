import { isDoc, type Doc, type Value } from './types'

const cache = new Map<string, readonly string[]>()

/** The parts of a dotted path. Cached: the same few paths come with every request. */
export function splitPath(path: string): readonly string[] {
  let parts = cache.get(path)
  if (parts) return parts
  if (cache.size > 5000) cache.clear()
  parts = path.split('.')
  cache.set(path, parts)
  return parts
}

/** The array index a path part names, or -1. */
export function arrayIndex(part: string | undefined): number {
  return part !== undefined && /^(0|[1-9]\d{0,9})$/.test(part) ? Number(part) : -1
}

/** A field of its own, never one inherited from Object.prototype. */
export function field(doc: Doc, name: string): Value | undefined {
  const value = doc[name]
  return value !== undefined && Object.hasOwn(doc, name) ? value : undefined
}

/** The value at a path of which arrays are entered by position only; undefined if there is none. */
export function fieldAt(value: Value | undefined, parts: readonly string[]): Value | undefined {
  for (const part of parts) {
    if (Array.isArray(value)) {
      const index = arrayIndex(part)
      value = index < 0 ? undefined : value[index]
    } else value = isDoc(value) ? field(value, part) : undefined
    if (value === undefined) return undefined
  }
  return value
}

/**
 * Tests the values a dotted path reaches, as MongoDB does: arrays on the way are entered, a missing field is
 * tested as undefined. With `expand`, an array at the end is tested element by element and as a whole.
 */
export function anyAt(
  doc: Doc,
  parts: readonly string[],
  test: (value: Value | undefined) => boolean,
  expand: boolean,
  at = 0,
): boolean {
  const value = field(doc, parts[at]!)
  const next = at + 1
  if (next === parts.length) {
    if (expand && Array.isArray(value) && value.some(test)) return true
    return test(value)
  }
  if (Array.isArray(value)) return anyInArray(value, parts, test, expand, next)
  if (isDoc(value)) return anyAt(value, parts, test, expand, next)
  return test(undefined)
}

function anyInArray(
  array: Value[],
  parts: readonly string[],
  test: (value: Value | undefined) => boolean,
  expand: boolean,
  at: number,
): boolean {
  for (const item of array) if (isDoc(item) && anyAt(item, parts, test, expand, at)) return true
  const index = arrayIndex(parts[at])
  if (index < 0 || index >= array.length) return false
  const item = array[index]
  if (at + 1 === parts.length) return test(item)
  if (isDoc(item)) return anyAt(item, parts, test, expand, at + 1)
  return Array.isArray(item) && anyInArray(item, parts, test, expand, at + 1)
}
