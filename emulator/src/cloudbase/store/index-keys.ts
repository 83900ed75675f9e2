import { failed } from '../errors'
import { EMPTY_ARRAY, KeyWriter, type KeyPart } from '../value/key'
import { arrayIndex, field, splitPath } from '../value/path'
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
 * The combinations of values which a document has under several paths, as MongoDB makes them for indexes and
 * sorts: an array gives one for each element, fields under the same array stay together, and two different
 * arrays are refused. A number in a path is a position where it meets an array.
 */
export function keyRows(doc: Doc, fields: readonly IndexField[], multikey: boolean[] = []): KeyPart[][] {
  const rows: KeyPart[][] = []
  expand(
    fields,
    fields.map(() => ({ value: doc, at: 0 })),
    multikey,
    rows,
  )
  return rows
}

/** The keys a document has in an index. */
export function indexKeys(doc: Doc, fields: readonly IndexField[]): IndexKeys {
  const multikey = fields.map(() => false)
  const rows = keyRows(doc, fields, multikey)
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
      const position = arrayIndex(fields[i]!.parts[cursor.at])
      if (position >= 0 && position < array!.length)
        return positional(array!, position, item, cursor, fields[i]!)
      return isDoc(item) ? { value: item, at: cursor.at } : done(undefined, fields[i]!)
    })
    expand(fields, next, multikey, rows)
  }
}

/** A cursor past a position in an array. An array at the end of the path is not entered, as in queries. */
function positional(array: Value[], position: number, item: Value, cursor: Cursor, of: IndexField): Cursor {
  if (isDoc(item) && field(item, of.parts[cursor.at]!) !== undefined) {
    throw failed(`Ambiguous field name found in array (do not use numeric field names): '${of.path}'`)
  }
  const at = cursor.at + 1
  return at === of.parts.length ? done(array[position], of) : { value: array[position], at }
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
