import { failed } from '../errors'
import { splitPath } from '../value/path'
import { isDoc, type Doc, type Value } from '../value/types'

/** Refuses what cannot be stored: fields which begin with `$` or hold a dot. */
export function checkStorable(value: Value, at: string): void {
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object') checkStorable(item, at)
    return
  }
  if (!isDoc(value)) return
  for (const name in value) {
    checkFieldName(name, at)
    const child = value[name]!
    if (typeof child === 'object') checkStorable(child, name)
  }
}

function checkFieldName(name: string, at: string): void {
  if (name.startsWith('$')) {
    throw failed(`The dollar ($) prefixed field '${name}' in '${at}' is not valid for storage.`)
  }
  if (name.includes('.')) throw failed(`The dotted field '${name}' in '${at}' is not valid for storage.`)
  if (name.includes('\u0000')) throw failed('a field name may not contain a null character')
}

/** The parts of a path an update names. */
export function updatePath(path: string): readonly string[] {
  if (path === '') throw failed('An empty update path is not valid.')
  const parts = splitPath(path)
  for (const part of parts) {
    if (part === '')
      throw failed(`The update path '${path}' contains an empty field name, which is not allowed.`)
    if (part === '$' || /^\$\[.*\]$/.test(part)) {
      throw failed(`the positional operator in '${path}' is not supported locally`)
    }
    if (part === '__proto__') throw failed('a field may not be called __proto__')
    checkFieldName(part, path)
  }
  return parts
}

/** Refuses two operations on one path, or on a path and one beneath it. */
export function checkConflicts(paths: readonly string[]): void {
  if (paths.length < 2) return
  const all = new Set<string>()
  for (const path of paths) {
    if (all.has(path)) throw conflict(path, path)
    all.add(path)
  }
  for (const path of paths) {
    for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      const above = path.slice(0, dot)
      if (all.has(above)) throw conflict(path, above)
    }
  }
}

const conflict = (path: string, at: string): Error =>
  failed(`Updating the path '${path}' would create a conflict at '${at}'`)

/** The operand of an operator, which must be an object of paths. */
export function operands(operator: string, value: Value | undefined): Doc {
  if (isDoc(value)) return value
  throw failed(`Modifiers operate on fields but we found another type for '${operator}'`)
}
