import { failed } from '../errors'
import { setField, type Names, type Scope } from '../expression'
import { field } from '../value/path'
import { isDoc, type Doc, type Value } from '../value/types'
import { FieldTree, overlay, readEntries, type Entry } from './field-tree'
import { object, type Run, type Stage } from './stages'

/** `$addFields`: https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/addFields/ */
export function addFields(stage: Stage, names: Names): Run {
  const tree = new FieldTree()
  for (const { parts, mark } of entriesOf(stage, false, names))
    if (typeof mark === 'function') tree.plant(parts, mark)
  return (docs, variables) => docs.map((root) => overlay(tree, root, { root, variables }))
}

/**
 * `$project`: https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/project/
 * Fields in and computed ones, or fields out; `_id` may be left out of either.
 */
export function project(stage: Stage, names: Names): Run {
  const entries = entriesOf(stage, true, names)
  const marked = entries.filter((entry) => !(isId(entry) && entry.mark === 'out'))
  const excludes = marked.every(({ mark }) => mark === 'out')
  const wrong = marked.find(({ mark }) => (mark === 'out') !== excludes)
  if (wrong) {
    throw failed(
      `Bad projection specification, cannot mix fields in and fields out other than '_id': ${wrong.parts.join('.')}`,
    )
  }
  const tree = new FieldTree()
  if (excludes) {
    for (const { parts } of entries) tree.plant(parts, true)
    return (docs) => docs.map((doc) => exclude(tree, doc))
  }
  if (!entries.some(({ parts }) => parts[0] === '_id')) tree.plant(['_id'], true)
  for (const { parts, mark } of marked) tree.plant(parts, typeof mark === 'function' ? mark : true)
  return (docs, variables) => docs.map((root) => include(tree, root, { root, variables }))
}

const isId = ({ parts }: Entry): boolean => parts.length === 1 && parts[0] === '_id'

function entriesOf(stage: Stage, marks: boolean, names: Names): Entry[] {
  const entries = readEntries(object(stage), marks, names)
  if (entries.length === 0) throw failed(`${stage[0]} specification must have at least one field`)
  return entries
}

/** The included fields in the document's order, then the computed ones in that of the specification. */
function include(tree: FieldTree, doc: Doc, scope: Scope): Doc {
  const result: Doc = {}
  for (const name of Object.keys(doc)) {
    const child = tree.children.get(name)
    const value =
      child === true ? doc[name] : child instanceof FieldTree ? includeIn(child, doc[name], scope) : undefined
    if (value !== undefined) result[name] = value
  }
  for (const [name, child] of tree.children) {
    const value =
      typeof child === 'function'
        ? child(scope)
        : child instanceof FieldTree && field(doc, name) === undefined
          ? includeIn(child, undefined, scope)
          : undefined
    if (value !== undefined) setField(result, name, value)
  }
  return result
}

/** A scalar where fields below it are wanted is dropped, or replaced by what is computed there. */
function includeIn(tree: FieldTree, value: Value | undefined, scope: Scope): Value | undefined {
  if (Array.isArray(value)) {
    return value.map((item) => includeIn(tree, item, scope)).filter((item) => item !== undefined)
  }
  if (isDoc(value)) return include(tree, value, scope)
  return tree.computes ? include(tree, {}, scope) : undefined
}

function exclude(tree: FieldTree, doc: Doc): Doc {
  const result: Doc = {}
  for (const name of Object.keys(doc)) {
    const child = tree.children.get(name)
    if (child === true) continue
    result[name] = child instanceof FieldTree ? excludeIn(child, doc[name]!) : doc[name]!
  }
  return result
}

function excludeIn(tree: FieldTree, value: Value): Value {
  if (Array.isArray(value)) return value.map((item) => excludeIn(tree, item))
  return isDoc(value) ? exclude(tree, value) : value
}
