import { failed } from '../errors'
import { isDoc, type Doc, type Value } from '../value/types'
import { compileQuery, compileValueTest } from './compile'
import { isOperators } from './operators'

/** A tree of paths; a leaf is `true` or the operator that stands there. */
interface Tree {
  [name: string]: Tree | true | ArrayOperator
}
type ArrayOperator = (value: Value[]) => Value[] | undefined

export type Projection = (doc: Doc) => Doc

/** Compiles a projection: fields in, or fields out, `_id` either way, and `$slice` and `$elemMatch` on arrays. */
export function compileProjection(spec: Doc): Projection {
  const tree: Tree = {}
  let mode: 'include' | 'exclude' | null = null
  let withId = true
  let operators = false
  for (const path of Object.keys(spec)) {
    const value = spec[path]!
    if (isDoc(value)) {
      plant(tree, path, arrayOperator(path, value))
      operators = true
      if ('$elemMatch' in value) mode ??= 'include'
      continue
    }
    if (typeof value !== 'number' && typeof value !== 'boolean')
      throw failed(`Unsupported projection option: ${path}`)
    const include = value !== 0 && value !== false
    if (path === '_id') {
      withId = include
      if (Object.keys(spec).length === 1) mode = include ? 'include' : 'exclude'
      continue
    }
    const wanted = include ? 'include' : 'exclude'
    if (mode && mode !== wanted)
      throw failed(
        `Cannot do ${wanted === 'include' ? 'inclusion' : 'exclusion'} on field ${path} in a projection of the other kind`,
      )
    mode = wanted
    plant(tree, path, true)
  }
  const rest = (name: string): boolean => name !== '_id' || withId
  if (mode !== 'include') {
    if (!withId) plant(tree, '_id', true)
    return (doc) => (withId && !operators && mode === null ? doc : exclude(doc, tree))
  }
  if (withId) plant(tree, '_id', true)
  return (doc) => include(doc, tree, rest)
}

function plant(tree: Tree, path: string, leaf: true | ArrayOperator): void {
  const parts = path.split('.')
  let node = tree
  for (const part of parts.slice(0, -1)) {
    const next = Object.hasOwn(node, part) ? node[part] : (node[part] = {})
    if (typeof next !== 'object') throw failed(`Path collision at ${path}`)
    node = next
  }
  const last = parts.at(-1)!
  if (last === '' || last === '__proto__') throw failed(`Unsupported projection path: ${path}`)
  if (Object.hasOwn(node, last) && last !== '_id') throw failed(`Path collision at ${path}`)
  node[last] = leaf
}

function include(doc: Doc, tree: Tree, keep: (name: string) => boolean): Doc {
  const result: Doc = {}
  for (const name in doc) {
    const at = Object.hasOwn(tree, name) ? tree[name] : undefined
    if (at === undefined || !keep(name)) continue
    const value = pick(doc[name]!, at, include)
    if (value !== undefined) result[name] = value
  }
  return result
}

function exclude(doc: Doc, tree: Tree): Doc {
  const result: Doc = {}
  for (const name in doc) {
    const at = Object.hasOwn(tree, name) ? tree[name] : undefined
    if (at === true) continue
    const value =
      at === undefined ? doc[name] : pick(doc[name]!, at, (inner, below) => exclude(inner, below), true)
    if (value !== undefined) result[name] = value
  }
  return result
}

function pick(
  value: Value,
  at: Tree | true | ArrayOperator,
  descend: (doc: Doc, tree: Tree, keep: () => boolean) => Doc,
  keepScalars = false,
): Value | undefined {
  if (at === true) return value
  if (typeof at === 'function') return Array.isArray(value) ? at(value) : keepScalars ? value : undefined
  if (isDoc(value)) return descend(value, at, () => true)
  if (!Array.isArray(value)) return keepScalars ? value : undefined
  return value.flatMap((item) => {
    const picked =
      Array.isArray(item) || isDoc(item)
        ? pick(item, at, descend, keepScalars)
        : keepScalars
          ? item
          : undefined
    return picked === undefined ? [] : [picked]
  })
}

function arrayOperator(path: string, value: Doc): ArrayOperator {
  const [name, ...others] = Object.keys(value)
  const argument = value[name!]
  if (others.length === 0 && name === '$slice') return slice(path, argument!)
  if (others.length === 0 && name === '$elemMatch' && isDoc(argument)) {
    const byValue = isOperators(argument) ? compileValueTest(argument) : null
    const byQuery = byValue ? null : compileQuery(argument).matches
    return (items) => {
      const found = items.find((item) => (byValue ? byValue(item) : isDoc(item) && byQuery!(item)))
      return found === undefined ? undefined : [found]
    }
  }
  throw failed(`Unsupported projection option: ${path}: ${String(name)}`)
}

function slice(path: string, argument: Value): ArrayOperator {
  const [skip, count] = Array.isArray(argument) ? argument : [null, argument]
  if (
    typeof count !== 'number' ||
    (skip !== null && typeof skip !== 'number') ||
    (skip !== null && count <= 0)
  ) {
    throw failed(`$slice of ${path} needs a count, or a skip and a positive count`)
  }
  if (skip === null) return (items) => (count >= 0 ? items.slice(0, count) : items.slice(count))
  return (items) => {
    const from = skip! < 0 ? Math.max(0, items.length + skip!) : skip!
    return items.slice(from, from + count)
  }
}
