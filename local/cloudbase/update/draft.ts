import { failed } from '../errors'
import { stringify } from '../value/ejson'
import { arrayIndex, field } from '../value/path'
import { isDoc, type Doc, type Value } from '../value/types'

/** An array grows by one write at most this far, as in MongoDB. */
const MAX_PADDING = 1_500_000

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
  get(parts: readonly string[]): Value | undefined {
    let value: Value | undefined = this.root
    for (const part of parts) {
      value = child(value, part)
      if (value === undefined) return undefined
    }
    return value
  }

  /** Sets a value and creates the objects on the way. Throws where a scalar or an array stands in it. */
  set(parts: readonly string[], value: Value): void {
    this.checkWay(parts)
    let node = this.own(null, '', this.root) as Doc | Value[]
    for (let i = 0; i < parts.length - 1; i++) {
      const part = parts[i]!
      node = this.own(node, part, child(node, part) ?? {}) as Doc | Value[]
    }
    assign(node, parts.at(-1)!, value)
  }

  /** Removes a field; in an array the position is set to null, as MongoDB does. */
  unset(parts: readonly string[]): void {
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

  private checkWay(parts: readonly string[]): void {
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
  const shown = stringify(value)
  const short = shown.length > 100 ? `${shown.slice(0, 100)}…` : shown
  return failed(`Cannot create field '${part}' in element {${at}: ${short}}`)
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
