/**
 * How one collection was read, in the terms of MongoDB's explain
 * (https://www.mongodb.com/docs/manual/reference/explain-results/).
 */
export interface Read {
  readonly collection: string
  /** The index which served it: `_id_` for the id, several joined by `|`, `scan` for document after document. */
  readonly index: string
  /** Entries of the index that were looked at. */
  readonly keysExamined: number
  /** Documents that were looked at; none where the index alone tells the answer. */
  readonly docsExamined: number
  /** Documents that matched and were taken: returned, changed, counted or grouped. */
  readonly taken: number
  /** Where the order came from: `none` was asked for, the `index` had it, or `memory` had to sort. */
  readonly sort: 'none' | 'index' | 'memory'
}

/** Hears how queries are served. */
export interface ReadLog {
  note(read: Read): void
}

/** The reads of one operation. Those of one kind, such as the thousand of a `$lookup`, are one with their sums. */
export class Reads implements ReadLog {
  private readonly kinds = new Map<string, Read>()

  note(read: Read): void {
    const kind = `${read.collection} ${read.index} ${read.sort}`
    const known = this.kinds.get(kind)
    if (!known) return void this.kinds.set(kind, read)
    this.kinds.set(kind, {
      ...known,
      keysExamined: known.keysExamined + read.keysExamined,
      docsExamined: known.docsExamined + read.docsExamined,
      taken: known.taken + read.taken,
    })
  }

  list(): Read[] {
    return [...this.kinds.values()]
  }
}
