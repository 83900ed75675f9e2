import { failed } from '../errors'
import { bsonClass, isDoc, type Value } from '../value/types'

/** Refuses what cannot be stored: fields which begin with `$` or hold a dot, and an `_id` of a wrong type. */
export function checkStorable(value: Value, at: string): void {
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object') checkStorable(item, at)
    return
  }
  if (!isDoc(value)) return
  if (at === '' && bsonClass(value['_id']) === 'BSONRegExp') {
    throw failed("The '_id' value cannot be of type regex")
  }
  for (const name in value) {
    checkFieldName(name, at)
    const child = value[name]!
    if (typeof child === 'object') checkStorable(child, name)
  }
}

/** Refuses the name of a field which MongoDB does not store. */
export function checkFieldName(name: string, at: string): void {
  if (name.startsWith('$')) {
    throw failed(`The dollar ($) prefixed field '${name}' in '${at}' is not valid for storage.`)
  }
  if (name.includes('.')) throw failed(`The dotted field '${name}' in '${at}' is not valid for storage.`)
  if (name.includes('\u0000')) throw failed('a field name may not contain a null character')
}
