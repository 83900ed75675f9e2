import type { Collection } from '../store/collection'
import type { Doc } from '../value/types'

/** An instant of the database which a transaction goes on seeing. */
export interface Snapshot {
  readonly at: number
}

/** What a document was until the change number `at`; null: it did not exist. */
interface Version {
  readonly at: number
  readonly before: Doc | null
}

/** Forgotten entries at the front of the log before it is cut. */
const CUT = 1024

/**
 * The former values of what changed since the oldest open snapshot, kept once for all of them: a write costs the
 * same however many transactions are open, and a document changed a thousand times between two snapshots is one
 * version. Without a snapshot nothing is kept.
 */
export class History {
  private changes = 0
  private newest = 0
  /** In the order in which they were taken, so that the first is the oldest. */
  private readonly snapshots = new Set<Snapshot>()
  private readonly versions = new Map<Collection, Map<string, Version[]>>()
  /** All versions in the order of their changes. */
  private log: { readonly collection: Collection; readonly key: string; readonly at: number }[] = []
  private head = 0

  /** Documents of which a former value is kept. */
  get size(): number {
    return this.log.length - this.head
  }

  take(): Snapshot {
    this.newest = this.changes
    const snapshot = { at: this.changes }
    this.snapshots.add(snapshot)
    return snapshot
  }

  /**
   * Notes that a document is about to change. `key` names it within its collection, and is asked for only if needed.
   */
  note(collection: Collection, key: () => string, before: Doc | null): void {
    if (this.snapshots.size === 0) return
    const at = ++this.changes
    let documents = this.versions.get(collection)
    if (!documents) this.versions.set(collection, (documents = new Map()))
    const name = key()
    const known = documents.get(name)
    // Every open snapshot is older than the last version, and so sees that one or an older one.
    if (known && known.at(-1)!.at > this.newest) return
    if (known) known.push({ at, before })
    else documents.set(name, [{ at, before }])
    this.log.push({ collection, key: name, at })
  }

  /** What a snapshot shows of a document which changed since; undefined if it shows what is committed. */
  seen(snapshot: Snapshot, collection: Collection, key: string): Doc | null | undefined {
    const versions = this.versions.get(collection)?.get(key)
    return versions && firstAfter(versions, snapshot.at)?.before
  }

  /** All documents of a collection which changed since a snapshot, as it shows them. */
  *changed(snapshot: Snapshot, collection: Collection): Generator<[key: string, before: Doc | null]> {
    for (const [key, versions] of this.versions.get(collection) ?? []) {
      const version = firstAfter(versions, snapshot.at)
      if (version) yield [key, version.before]
    }
  }

  /** Gives a snapshot back, and forgets what only it could see. */
  drop(snapshot: Snapshot): void {
    this.snapshots.delete(snapshot)
    const [oldest] = this.snapshots
    if (!oldest) {
      this.versions.clear()
      this.log = []
      this.head = 0
      return
    }
    for (; this.head < this.log.length; this.head++) {
      const { collection, key, at } = this.log[this.head]!
      if (at > oldest.at) break
      const documents = this.versions.get(collection)!
      const versions = documents.get(key)!
      versions.shift()
      if (versions.length === 0) documents.delete(key)
    }
    if (this.head >= CUT && this.head * 2 >= this.log.length) {
      this.log.splice(0, this.head)
      this.head = 0
    }
  }
}

/** Versions are in order, and as many as snapshots lie between them: few. */
const firstAfter = (versions: readonly Version[], at: number): Version | undefined =>
  versions.find((version) => version.at > at)
