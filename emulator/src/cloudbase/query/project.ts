import { failed } from '../errors'
import { stringify } from '../value/ejson'
import { isDoc, type Doc, type Value } from '../value/types'
import { compileQuery, compileValueTest } from './compile'
import { isOperators } from './operators'

/** What happens to an array which is projected; undefined leaves the field out. */
interface ArrayOperator {
  apply(items: Value[], doc: Doc): Value[] | undefined
  /** Keep the field where it is no array. */
  readonly keepOthers: boolean
}

/** A tree of paths; a leaf is `true` or the operator that stands there. */
interface Tree {
  [name: string]: Tree | true | ArrayOperator
}

export type Projection = (doc: Doc) => Doc

/** Tells which element the query matched; see `Query.position`. */
export type Position = (doc: Doc) => number | undefined

type Mode = 'inclusion' | 'exclusion'

/**
 * Compiles a projection: fields in, or fields out, `_id` either way, and `$slice`, `$elemMatch` and `a.$` on
 * arrays. https://www.mongodb.com/docs/manual/reference/method/db.collection.find/#projection
 *
 * @param position tells which element the query matched, for a `$` in a path.
 */
export function compileProjection(spec: Doc, position: Position = () => undefined): Projection {
  const tree: Tree = {}
  let mode: Mode | null = null
  let withId: boolean | null = null
  const demand = (wanted: Mode, path: string): void => {
    if (mode && mode !== wanted) {
      throw failed(`Cannot do ${wanted} on field ${path} in ${mode} projection`)
    }
    mode = wanted
  }
  const only: string[] = []
  for (const path of Object.keys(spec)) {
    const value = spec[path]!
    if (isDoc(value)) {
      const operator = arrayOperator(path, value)
      if (!operator.keepOthers) only.push(path)
      plant(tree, path, operator)
    } else if (typeof value !== 'number' && typeof value !== 'boolean') {
      throw failed(`Unsupported projection option: ${path}: ${stringify(value)}`)
    } else if (path === '_id') withId = value !== 0 && value !== false
    else if (path.endsWith('.$')) {
      if (!value) throw failed('positional projection cannot be used with exclusion')
      demand('inclusion', path)
      if (only.some((other) => other.endsWith('.$'))) {
        throw failed('Cannot specify more than one positional projection per query.')
      }
      only.push(path)
      plant(tree, path.slice(0, -2), matchedElement(position))
    } else {
      demand(value ? 'inclusion' : 'exclusion', path)
      plant(tree, path, true)
    }
  }
  // Alone, `$elemMatch` includes its field only, and `_id: 1` itself; `$slice` leaves the other fields in.
  if (mode === null) mode = only.length > 0 || withId === true ? 'inclusion' : 'exclusion'
  if ((mode === 'inclusion') === (withId !== false)) tree['_id'] ??= true
  const run = mode === 'inclusion' ? include : exclude
  return (doc) => run(doc, tree, doc)
}

function plant(tree: Tree, path: string, leaf: true | ArrayOperator): void {
  if (path === '') throw failed('FieldPath cannot be constructed with empty string')
  const parts = path.split('.')
  for (const part of parts) {
    if (part === '') throw failed('FieldPath field names may not be empty strings.')
    if (part.startsWith('$')) throw failed("FieldPath field names may not start with '$'.")
    if (part === '__proto__') throw failed('a field may not be called __proto__')
  }
  let node = tree
  for (const part of parts.slice(0, -1)) {
    const next = Object.hasOwn(node, part) ? node[part]! : (node[part] = {})
    if (isLeaf(next)) throw failed(`Path collision at ${path}`)
    node = next
  }
  const last = parts.at(-1)!
  if (Object.hasOwn(node, last)) throw failed(`Path collision at ${path}`)
  node[last] = leaf
}

const isLeaf = (node: Tree | true | ArrayOperator): node is true | ArrayOperator =>
  node === true || typeof node['apply'] === 'function'

function include(doc: Doc, tree: Tree, root: Doc): Doc {
  const result: Doc = {}
  for (const name in doc) {
    const at = Object.hasOwn(tree, name) ? tree[name] : undefined
    if (at === undefined) continue
    const value = at === true ? doc[name] : pick(doc[name]!, at, root, include)
    if (value !== undefined) result[name] = value
  }
  return result
}

function exclude(doc: Doc, tree: Tree, root: Doc): Doc {
  const result: Doc = {}
  for (const name in doc) {
    const at = Object.hasOwn(tree, name) ? tree[name] : undefined
    if (at === true) continue
    const value = at === undefined ? doc[name] : pick(doc[name]!, at, root, exclude)
    if (value !== undefined) result[name] = value
  }
  return result
}

/** What is left of a value beneath which something is projected. An inclusion drops scalars on the way. */
function pick(value: Value, at: Tree | ArrayOperator, root: Doc, descend: typeof include): Value | undefined {
  if (isLeaf(at)) {
    const { apply, keepOthers } = at as ArrayOperator
    return Array.isArray(value) ? apply(value, root) : keepOthers ? value : undefined
  }
  if (isDoc(value)) return descend(value, at, root)
  if (!Array.isArray(value)) return descend === exclude ? value : undefined
  return value.flatMap((item) => {
    const picked = pick(item, at, root, descend)
    return picked === undefined ? [] : [picked]
  })
}

function arrayOperator(path: string, value: Doc): ArrayOperator {
  const [name, ...others] = Object.keys(value)
  const argument = value[name!]
  if (others.length === 0 && name === '$slice') return slice(argument!)
  if (others.length === 0 && name === '$elemMatch') return elemMatch(path, argument!)
  throw failed(`Unsupported projection option: ${path}: ${stringify(value)}`)
}

function elemMatch(path: string, argument: Value): ArrayOperator {
  if (!isDoc(argument)) throw failed('elemMatch: Invalid argument, object required')
  if (path.includes('.')) throw failed('Cannot use $elemMatch projection on a nested field')
  const byValue = isOperators(argument) ? compileValueTest(argument) : null
  const byQuery = byValue ? null : compileQuery(argument).matches
  return {
    keepOthers: false,
    apply(items) {
      const found = items.find((item) => (byValue ? byValue(item) : isDoc(item) && byQuery!(item)))
      return found === undefined ? undefined : [found]
    },
  }
}

function slice(argument: Value): ArrayOperator {
  const [skip, count] = Array.isArray(argument) ? argument : [null, argument]
  if (Array.isArray(argument) && argument.length !== 2) throw failed('$slice array wrong size')
  if (!Number.isInteger(count) || (skip !== null && !Number.isInteger(skip))) {
    throw failed('$slice only supports numbers and [skip, limit] arrays')
  }
  const most = count as number
  if (skip === null) {
    return { keepOthers: true, apply: (items) => (most >= 0 ? items.slice(0, most) : items.slice(most)) }
  }
  if (most <= 0) throw failed('$slice limit must be positive')
  const first = skip as number
  return {
    keepOthers: true,
    apply(items) {
      const from = first < 0 ? Math.max(0, items.length + first) : first
      return items.slice(from, from + most)
    },
  }
}

function matchedElement(position: Position): ArrayOperator {
  return {
    keepOthers: true,
    apply(items, doc) {
      const place = position(doc)
      if (place === undefined) {
        throw failed("positional operator '.$' couldn't find a matching element in the array")
      }
      if (place >= items.length) throw failed("positional operator '.$' element mismatch")
      return [items[place]!]
    },
  }
}
