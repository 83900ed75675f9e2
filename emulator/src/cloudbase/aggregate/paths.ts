import { setField } from '../expression'
import { field } from '../value/path'
import { isDoc, type Doc, type Value } from '../value/types'

/** The value at a path through objects alone: an array on the way leads nowhere. */
export function nestedField(doc: Doc, parts: readonly string[]): Value | undefined {
  let value: Value | undefined = doc
  for (const part of parts) value = isDoc(value) ? field(value, part) : undefined
  return value
}

/** The document with a value at a path; what stands in the way and is no object is replaced. Undefined removes. */
export function withNested(doc: Doc, parts: readonly string[], value: Value | undefined): Doc {
  const [name, ...rest] = parts
  const result = { ...doc }
  if (rest.length > 0) {
    const inner = field(doc, name!)
    setField(result, name!, withNested(isDoc(inner) ? inner : {}, rest, value))
  } else if (value === undefined) delete result[name!]
  else setField(result, name!, value)
  return result
}
