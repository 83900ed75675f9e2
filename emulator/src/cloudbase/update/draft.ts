import { failed } from '../errors'
import { stringify } from '../value/ejson'
import { arrayIndex, field, fieldAt } from '../value/path'
import { isDoc, type Doc, type Value } from '../value/types'

/** An array grows by one write at most this far, as in MongoDB. */
const MAX_PADDING = 1_500_000

/** https://www.mongodb.com/docs/manual/reference/limits/ : nested depth for documents. */
const MAX_DEPTH = 100

/** The parts of a path. */
export type Parts = readonly string[]

/**
 * A document being updated. It copies only along the paths which change, so that the original stays as it is
 * for caches and snapshots, and an update which fails leaves nothing behind.
 */
export class Draft {
  private root: Doc
  private readonly owned = new Set<object>()

  constructor(private readonly original: Doc) {
    this.root = original
  }

  /** The updated document; the original itself if nothing changed. */
  get result(): Doc {
    return this.root
  }

  get changed(): boolean {
    return this.root !== this.original
  }

  /** The value at a path, undefined if there is none. Arrays are entered by position only. */
  get(parts: Parts): Value | undefined {
    return fieldAt(this.root, parts)
  }

  /** Sets a value and creates the objects on the way. Throws where a scalar or an array stands in it. */
  set(parts: Parts, value: Value): void {
    this.checkWay(parts)
    if (parts.length + depth(value) > MAX_DEPTH) {
      throw failed(`Document exceeds maximum nesting depth of ${MAX_DEPTH}`)
    }
    let node = this.own(null, '', this.root) as Doc | Value[]
    for (let i = 0; i < parts.length - 1; i++) {
      const part = parts[i]!
      node = this.own(node, part, child(node, part) ?? {}) as Doc | Value[]
    }
    assign(node, parts.at(-1)!, value)
  }

  /** Removes a field; in an array the position is set to null, as MongoDB does. */
  unset(parts: Parts): void {
    if (this.get(parts) === undefined) return
    let node = this.own(null, '', this.root) as Doc | Value[]
    for (let i = 0; i < parts.length - 1; i++) {
      const part = parts[i]!
      node = this.own(node, part, child(node, part)!) as Doc | Value[]
    }
    const last = parts.at(-1)!
    if (Array.isArray(node)) node[Number(last)] = null
    else delete node[last]
  }

  /** A copy of a container which this draft may change, put in its parent's place. */
  private own(parent: Doc | Value[] | null, part: string, value: Value): Value {
    if (this.owned.has(value as object)) return value
    const copy: Value = Array.isArray(value) ? value.slice() : { ...(value as Doc) }
    this.owned.add(copy)
    if (parent === null) this.root = copy as Doc
    else assign(parent, part, copy)
    return copy
  }

  /** Refuses a path which leads through a scalar, or by a name through an array. */
  checkViable(parts: Parts): void {
    let node: Value | undefined = this.root
    for (let i = 0; i < parts.length && node !== undefined; i++) {
      const part = parts[i]!
      if (Array.isArray(node) ? arrayIndex(part) < 0 : !isDoc(node)) {
        throw failed(
          `Cannot use the part (${part}) of (${parts.join('.')}) to traverse the element ` +
            `({${parts[i - 1]!}: ${shorten(node)}})`,
        )
      }
      node = child(node, part)
    }
  }

  private checkWay(parts: Parts): void {
    let node: Value | undefined = this.root
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i]!
      if (Array.isArray(node)) {
        const index = arrayIndex(part)
        if (index < 0) throw cannotCreate(part, parts[i - 1]!, node)
        if (index - node.length > MAX_PADDING) throw failed(`cannot backfill array to element ${index}`)
      } else if (!isDoc(node)) throw cannotCreate(part, parts[i - 1]!, node!)
      node = child(node, part)
      if (node === undefined) return
    }
  }
}

function cannotCreate(part: string, at: string, value: Value): Error {
  return failed(`Cannot create field '${part}' in element {${at}: ${shorten(value)}}`)
}

/** A value as an error message shows it. */
function shorten(value: Value): string {
  const shown = stringify(value)
  return shown.length > 100 ? `${shown.slice(0, 100)}…` : shown
}

/** Names a document in an error message by its `_id`. */
export const documentName = (draft: Draft): string => `_id: ${shorten(draft.get(['_id']) ?? null)}`

/** How many levels of objects and arrays a value has; 0 for a scalar. */
function depth(value: Value): number {
  if (!Array.isArray(value) && !isDoc(value)) return 0
  let deepest = 0
  for (const item of Array.isArray(value) ? value : Object.values(value)) {
    deepest = Math.max(deepest, depth(item))
  }
  return deepest + 1
}

function child(value: Value | undefined, part: string): Value | undefined {
  if (Array.isArray(value)) {
    const index = arrayIndex(part)
    return index < 0 ? undefined : value[index]
  }
  return isDoc(value) ? field(value, part) : undefined
}

function assign(node: Doc | Value[], part: string, value: Value): void {
  if (!Array.isArray(node)) {
    node[part] = value
    return
  }
  const index = Number(part)
  while (node.length < index) node.push(null)
  node[index] = value
}
