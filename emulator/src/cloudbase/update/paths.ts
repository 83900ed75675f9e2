import { failed } from '../errors'
import { compareStrings } from '../value/compare'
import { arrayIndex, splitPath } from '../value/path'
import { isDoc, typeName, type Doc, type Value } from '../value/types'
import { checkFieldName } from './validate'

const isPlaceholder = (part: string): boolean => part === '$' || /^\$\[.*\]$/.test(part)

/** True for a path with a `$` or `$[]`, whose positions depend on the document. */
export const isDynamic = (parts: readonly string[]): boolean => parts.some(isPlaceholder)

/** The parts of a path an update names. */
export function updatePath(path: string): readonly string[] {
  checkUpdatePath(path)
  return splitPath(path)
}

/** Refuses a path which no update may name. */
export function checkUpdatePath(path: string): void {
  if (path === '') throw failed('An empty update path is not valid.')
  const parts = splitPath(path)
  for (const part of parts) {
    if (part === '') {
      throw failed(`The update path '${path}' contains an empty field name, which is not allowed.`)
    }
    if (part === '__proto__') throw failed('a field may not be called __proto__')
    if (!isPlaceholder(part)) checkFieldName(part, path)
    else if (part !== '$' && part !== '$[]') {
      // The SDK has no way to send array filters.
      throw failed(`No array filter found for identifier '${part.slice(2, -1)}' in path '${path}'`)
    }
  }
  if (isPlaceholder(parts[0]!)) {
    throw failed(`Cannot have positional (i.e. '$') element in the first position in path '${path}'`)
  }
  if (parts.indexOf('$') !== parts.lastIndexOf('$')) {
    throw failed(`Too many positional (i.e. '$') elements found in path '${path}'`)
  }
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

/** The order in which MongoDB processes the paths of an update: positions by number, names by their bytes. */
export function byPath(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const x = a[i]!
    const y = b[i]!
    if (x === y) continue
    const numbers = arrayIndex(x) >= 0 && arrayIndex(y) >= 0
    return numbers ? arrayIndex(x) - arrayIndex(y) : compareStrings(x, y)
  }
  return a.length - b.length
}

/** The operand of an operator, which must be an object of paths. */
export function operands(operator: string, value: Value | undefined): Doc {
  if (!isDoc(value)) {
    throw failed(
      `Modifiers operate on fields but we found type ${typeName(value!)} instead. ` +
        `For example: {$mod: {<field>: ...}} not {${operator}: ${JSON.stringify(value)}}`,
    )
  }
  if (Object.keys(value).length === 0) {
    throw failed(`'${operator}' is empty. You must specify a field like so: {${operator}: {<field>: ...}}`)
  }
  return value
}
