import { failed } from '../errors'
import { EMPTY_ARRAY, KeyWriter, type KeyPart } from '../value/key'
import { field, splitPath } from '../value/path'
import { isDoc, type Doc, type Value } from '../value/types'

/** A field of an index: its path and direction. */
export interface IndexField {
  readonly path: string
  readonly parts: readonly string[]
  readonly descending: boolean
}

export interface IndexKeys {
  /** One key a combination of array elements, without repeats. */
  readonly keys: readonly Buffer[]
  /** Whether an array stood on the way to each field. */
  readonly multikey: readonly boolean[]
}

/** The length of a key which MongoDB still indexed before 4.2, and CloudBase documents as its limit. */
export const MAX_KEY_BYTES = 1024

const writer = new KeyWriter()

export function indexField(path: string, descending: boolean): IndexField {
  return { path, parts: splitPath(path), descending }
}

interface Cursor {
  readonly value: Value | undefined
  /** How many parts of the path are behind. */
  readonly at: number
}

/**
 * The keys a document has in an index, as MongoDB makes them: an array gives a key for each element, fields
 * under the same array stay together, and two different arrays in one index are refused.
 */
export function indexKeys(doc: Doc, fields: readonly IndexField[]): IndexKeys {
  const multikey = fields.map(() => false)
  const rows: KeyPart[][] = []
  expand(
    fields,
    fields.map(() => ({ value: doc, at: 0 })),
    multikey,
    rows,
  )
  const keys: Buffer[] = []
  const seen = rows.length > 1 ? new Set<string>() : null
  for (const row of rows) {
    writer.reset()
    for (let i = 0; i < row.length; i++) writer.part(row[i], fields[i]!.descending)
    const key = writer.take()
    if (key.length > MAX_KEY_BYTES) {
      throw failed(`key too large to index, failing: ${key.length} bytes of at most ${MAX_KEY_BYTES}`)
    }
    if (seen) {
      const text = key.toString('latin1')
      if (seen.has(text)) continue
      seen.add(text)
    }
    keys.push(key)
  }
  return { keys, multikey }
}

function expand(
  fields: readonly IndexField[],
  cursors: Cursor[],
  multikey: boolean[],
  rows: KeyPart[][],
): void {
  let array: Value[] | null = null
  const open: number[] = []
  const row: KeyPart[] = []
  const ahead = cursors.map((cursor, i) => descend(cursor, fields[i]!.parts))
  for (let i = 0; i < fields.length; i++) {
    const { value } = ahead[i]!
    if (!Array.isArray(value) || ahead[i]!.at > fields[i]!.parts.length) {
      row.push(value)
      continue
    }
    if (array && array !== value) {
      throw failed(`cannot index parallel arrays [${fields[i]!.path}] [${fields[open[0]!]!.path}]`)
    }
    array = value
    open.push(i)
    row.push(undefined)
    multikey[i] = true
  }
  if (!array) return void rows.push(row)
  if (array.length === 0) {
    for (const i of open) row[i] = ahead[i]!.at === fields[i]!.parts.length ? EMPTY_ARRAY : undefined
    return void rows.push(row)
  }
  for (const item of array) {
    const next = ahead.map((cursor, i): Cursor => {
      if (!open.includes(i)) return done(cursor.value, fields[i]!)
      if (cursor.at === fields[i]!.parts.length) return done(item, fields[i]!)
      return isDoc(item) ? { value: item, at: cursor.at } : done(undefined, fields[i]!)
    })
    expand(fields, next, multikey, rows)
  }
}

/** A cursor at its end, whose value is not entered again: an array within an array is a key of its own. */
const done = (value: Value | undefined, of: IndexField): Cursor => ({ value, at: of.parts.length + 1 })

function descend(cursor: Cursor, parts: readonly string[]): Cursor {
  let { value, at } = cursor
  while (at < parts.length) {
    if (Array.isArray(value)) return { value, at }
    value = isDoc(value) ? field(value, parts[at]!) : undefined
    at++
  }
  return { value, at }
}
