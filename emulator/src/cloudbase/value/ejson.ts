import { EJSON, Long } from 'bson'
import { invalidParam } from '../errors'
import { isDoc, type Doc, type Value } from './types'

/** MongoDB nests at most 100 deep; the limit also keeps the recursion here off the end of the stack. */
const MAX_DEPTH = 100

/**
 * Reads Extended JSON (canonical or relaxed) into values. `now` is the instant of `db.serverDate()`, in ms.
 * The text is the caller's: anything malformed throws INVALID_PARAM.
 */
export function parseEjson(text: string, now: number): Value {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw invalidParam('the data is not valid JSON')
  }
  return decode(json as Value, now, 0)
}

/** Like `parseEjson`, for a text which must hold an object. An empty text is an empty object. */
export function parseDoc(text: unknown, what: string, now: number): Doc {
  if (text === undefined || text === null || text === '') return {}
  const value = typeof text === 'string' ? parseEjson(text, now) : decode(text as Value, now, 0)
  if (!isDoc(value)) throw invalidParam(`${what} must be an object`)
  return value
}

/** Decodes parsed JSON in place: the tree belongs to the request, copying it would only cost. */
function decode(value: Value, now: number, depth: number): Value {
  if (typeof value !== 'object' || value === null) return value
  if (depth > MAX_DEPTH) throw invalidParam(`the data is nested more than ${MAX_DEPTH} levels deep`)
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = decode(value[i]!, now, depth + 1)
    return value
  }
  const doc = value as Doc
  let first = true
  for (const key in doc) {
    if (first && key.charCodeAt(0) === 36) {
      const special = decodeSpecial(doc, key, now)
      if (special !== undefined) return special
    }
    first = false
    if (key === '__proto__') throw invalidParam('a field may not be called __proto__')
    const child = doc[key]!
    if (typeof child === 'object' && child !== null) doc[key] = decode(child, now, depth + 1)
  }
  return doc
}

const BSON_KEYS = new Set([
  '$oid',
  '$binary',
  '$uuid',
  '$numberDecimal',
  '$timestamp',
  '$regularExpression',
  '$minKey',
  '$maxKey',
])

function decodeSpecial(doc: Doc, key: string, now: number): Value | undefined {
  const inner: unknown = doc[key]
  switch (key) {
    case '$numberInt':
    case '$numberDouble':
      return only(doc, key) ? toNumber(inner) : undefined
    case '$numberLong':
      return only(doc, key) ? toLong(inner) : undefined
    case '$date':
      return only(doc, key) ? toDate(inner) : undefined
    case '$tcb_server_date': {
      const offset = isDoc(inner) && 'offset' in inner ? decode(inner['offset']!, now, 0) : 0
      if (typeof offset !== 'number') throw invalidParam('the offset of a server date must be a number')
      return new Date(now + offset)
    }
    case '$undefined':
      return null
  }
  if (!BSON_KEYS.has(key)) return undefined
  try {
    return EJSON.deserialize(doc, { relaxed: false }) as unknown as Value
  } catch (error) {
    throw invalidParam(`cannot read ${key}: ${(error as Error).message}`)
  }
}

function only(doc: Doc, key: string): boolean {
  for (const other in doc) if (other !== key) throw invalidParam(`${key} may not stand beside ${other}`)
  return true
}

const SPECIAL_DOUBLES: Record<string, number> = { NaN, Infinity, '-Infinity': -Infinity }

function toNumber(inner: unknown): number {
  const text = String(inner)
  const special = SPECIAL_DOUBLES[text]
  if (special !== undefined) return special
  const number = text.trim() === '' ? NaN : Number(text)
  if (Number.isNaN(number)) throw invalidParam(`${text.slice(0, 40)} is not a number`)
  return number
}

function toLong(inner: unknown): number | Long {
  const number = Number(inner)
  if (Number.isSafeInteger(number) && String(inner).trim() !== '') return number
  if (!/^[+-]?\d{1,19}$/.test(String(inner))) throw invalidParam('a 64-bit integer is malformed')
  const exact = BigInt(String(inner).replace('+', ''))
  if (BigInt.asIntN(64, exact) !== exact) throw invalidParam(`${exact} does not fit into 64 bits`)
  return Long.fromBigInt(exact)
}

function toDate(inner: unknown): Date {
  let ms: unknown = inner
  if (isDoc(inner)) ms = Number(inner['$numberLong'])
  else if (typeof inner === 'string') ms = Date.parse(inner)
  const date = new Date(ms as number)
  if (Number.isNaN(date.getTime())) throw invalidParam('a date is malformed')
  return date
}

/**
 * Extended JSON of a value: what is stored and what is answered. Numbers stay plain JSON numbers, which the
 * SDK reads alike and SQL can compute with; all other types are in canonical form.
 */
export function stringify(value: Value): string {
  return JSON.stringify(plain(value))
}

/** The value itself when it holds plain JSON only, otherwise a copy with the special types spelt out. */
function plain(value: Value): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $numberDouble: String(value) }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    let copy: unknown[] | null = null
    for (let i = 0; i < value.length; i++) {
      const item = plain(value[i] ?? null)
      if (item === value[i] && !copy) continue
      copy ??= value.slice(0, i) as unknown[]
      copy.push(item)
    }
    return copy ?? value
  }
  if (isDoc(value)) {
    let copy: Record<string, unknown> | null = null
    for (const key in value) {
      const child = value[key]!
      const item = plain(child)
      if (item === child) continue
      copy ??= { ...value }
      copy[key] = item
    }
    return copy ?? value
  }
  if (value instanceof Date) return { $date: { $numberLong: String(value.getTime()) } }
  return EJSON.serialize(value, { relaxed: false }) as unknown
}
