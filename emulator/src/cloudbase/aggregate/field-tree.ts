import { failed } from '../errors'
import { compileExpression, pathParts, setField, type Evaluate, type Names, type Scope } from '../expression'
import { isNumeric } from '../expression/numbers'
import { field } from '../value/path'
import { isDoc, type Doc, type Value } from '../value/types'

/** The fields which a specification names, by their place in a document; a leaf is marked or computed. */
export class FieldTree {
  readonly children = new Map<string, FieldTree | true | Evaluate>()
  /** True if something below is computed. */
  computes = false

  plant(parts: readonly string[], leaf: true | Evaluate): void {
    if (leaf !== true) this.computes = true
    const [name, ...rest] = parts
    const known = this.children.get(name!)
    if (known !== undefined && (rest.length === 0 || !(known instanceof FieldTree))) {
      throw failed(`specification contains two conflicting paths at '${name!}'`)
    }
    if (rest.length === 0) return void this.children.set(name!, leaf)
    const branch = known ?? new FieldTree()
    if (!known) this.children.set(name!, branch)
    ;(branch as FieldTree).plant(rest, leaf)
  }
}

/** One field of a specification: in, out, or computed. */
export interface Entry {
  readonly parts: readonly string[]
  readonly mark: 'in' | 'out' | Evaluate
}

/**
 * Reads `{ a: 1, 'b.c': 0, d: { e: <expression> } }`. Where numbers and booleans are no marks, as in
 * `$addFields`, they are values.
 */
export function readEntries(spec: Doc, marks: boolean, names: Names, above: readonly string[] = []): Entry[] {
  return Object.keys(spec).flatMap((key): Entry[] => {
    const value = spec[key]!
    const parts = [...above, ...pathParts(key)]
    if (isDoc(value) && !Object.keys(value)[0]?.startsWith('$')) {
      if (Object.keys(value).length === 0) {
        throw failed(`an empty object is not a valid value. Found at path: ${parts.join('.')}`)
      }
      return readEntries(value, marks, names, parts)
    }
    if (marks && (typeof value === 'boolean' || isNumeric(value))) {
      return [{ parts, mark: isTrue(value) ? 'in' : 'out' }]
    }
    return [{ parts, mark: compileExpression(value, names) }]
  })
}

const isTrue = (value: Value): boolean => value !== false && Number(value) !== 0

/** The document with what a tree computes laid over it. A missing value removes its field. */
export function overlay(tree: FieldTree, doc: Doc, scope: Scope): Doc {
  const result = { ...doc }
  for (const [name, child] of tree.children) {
    const value =
      child instanceof FieldTree
        ? overlayValue(child, field(doc, name), scope)
        : child === true
          ? field(doc, name)
          : child(scope)
    if (value === undefined) delete result[name]
    else setField(result, name, value)
  }
  return result
}

function overlayValue(tree: FieldTree, value: Value | undefined, scope: Scope): Value {
  if (Array.isArray(value)) return value.map((item) => overlayValue(tree, item, scope))
  return overlay(tree, isDoc(value) ? value : {}, scope)
}
