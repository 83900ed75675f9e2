import { duplicateKey } from '../errors'
import { checkedIdKey, dupKey, type Collection, type Rec } from '../store/collection'
import { count, find, type FindOptions, type ScanStats } from '../query/find'
import { sortBy } from '../query/sort'
import type { Query } from '../query/types'
import { equals } from '../value/compare'
import type { Doc, Value } from '../value/types'
import { idKey, lockNames, type Transaction, type Transactions } from './transaction'

/** A document found: its stored record where what is stored is what is seen. */
export interface Hit {
  readonly doc: Doc
  readonly rec: Rec | undefined
}

/** How one operation reads and writes: at once on what is committed, or within a transaction. */
export interface View {
  /** True if what is stored is what is seen, so that SQL may be asked. */
  readonly committed: boolean
  find(collection: Collection, query: Query, options: FindOptions): Hit[]
  count(collection: Collection, query: Query): number
  /** Inserts in order up to the first which is refused, or waits and inserts none. */
  insert(collection: Collection, docs: readonly Doc[]): void
  /** Makes all changes of one operation, or waits and makes none. `null` removes. */
  change(collection: Collection, changes: readonly Change[]): void
}

export interface Change {
  readonly hit: Hit
  readonly after: Doc | null
  readonly growth: number
}

/** Reads and writes what is committed. A write waits for the transaction which holds its document. */
export class PlainView implements View {
  readonly committed = true

  constructor(
    private readonly transactions: Transactions,
    private readonly begin: () => void,
    private readonly stats: ScanStats,
  ) {}

  find(collection: Collection, query: Query, options: FindOptions): Hit[] {
    return find(collection, query, options, this.stats).map((rec) => ({ doc: rec.doc, rec }))
  }

  count(collection: Collection, query: Query): number {
    return count(collection, query, this.stats)
  }

  insert(collection: Collection, docs: readonly Doc[]): void {
    for (const doc of docs) this.transactions.waitUnlessFree(collection, doc['_id']!, null, doc)
    this.begin()
    for (const doc of docs) collection.insert(doc)
  }

  change(collection: Collection, changes: readonly Change[]): void {
    for (const { hit, after } of changes) {
      this.transactions.waitUnlessFree(collection, hit.doc['_id']!, hit.doc, after)
    }
    this.begin()
    for (const { hit, after, growth } of changes) {
      if (after) collection.replace(hit.rec!, after, growth)
      else collection.remove(hit.rec!)
    }
  }
}

/** Reads a transaction's snapshot with its own writes over it, and writes into the overlay. */
export class TransactionView implements View {
  readonly committed = false

  constructor(
    private readonly transactions: Transactions,
    private readonly transaction: Transaction,
    private readonly stats: ScanStats,
  ) {
    transaction.started = true
  }

  find(collection: Collection, query: Query, options: FindOptions): Hit[] {
    const overrides = this.transaction.overrides(collection)
    if (overrides.size === 0)
      return find(collection, query, options, this.stats).map((rec) => ({ doc: rec.doc, rec }))
    const { order = [], skip = 0, limit = Infinity } = options
    const most = skip + limit + overrides.size
    const hits: Hit[] = find(collection, query, { order, limit: most }, this.stats)
      .filter((rec) => !overrides.has(idKey(rec.doc['_id']!)))
      .map((rec) => ({ doc: rec.doc, rec }))
    for (const doc of overrides.values()) {
      if (doc && query.matches(doc)) hits.push({ doc, rec: undefined })
    }
    return sortBy(hits, order, ({ doc }) => doc).slice(skip, skip + limit)
  }

  count(collection: Collection, query: Query): number {
    return this.find(collection, query, {}).length
  }

  insert(collection: Collection, docs: readonly Doc[]): void {
    for (const doc of docs) {
      const id = doc['_id']!
      checkedIdKey(id)
      this.write(collection, id, null, doc, Infinity)
    }
  }

  change(collection: Collection, changes: readonly Change[]): void {
    for (const { hit, after, growth } of changes)
      this.write(collection, hit.doc['_id']!, hit.doc, after, growth)
  }

  private write(
    collection: Collection,
    id: Value,
    before: Doc | null,
    after: Doc | null,
    growth: number,
  ): void {
    const key = idKey(id)
    this.transactions.lock(this.transaction, collection, lockNames(collection, id, before, after), key)
    const own = this.transaction.writes.get(collection)?.get(key)
    if (!before && (own ? own.doc : collection.get(id))) {
      throw duplicateKey(collection.name, '_id_', dupKey(['_id'], after!))
    }
    if (after) this.checkUnique(collection, key, after)
    if (own) {
      own.doc = after
      own.growth += growth
    } else this.transaction.write(collection, key, { id, doc: after, growth })
  }

  private checkUnique(collection: Collection, self: string, after: Doc): void {
    const writes = this.transaction.writes.get(collection)
    for (const index of collection.indexes) {
      if (!index.unique) continue
      const keys = index.keysOf(after).keys
      const duplicate = (): Error =>
        duplicateKey(
          collection.name,
          index.name,
          dupKey(
            index.fields.map(({ path }) => path),
            after,
          ),
        )
      for (const [other, { doc }] of writes ?? []) {
        if (other === self || !doc) continue
        if (index.keysOf(doc).keys.some((key) => keys.some((wanted) => wanted.equals(key)))) throw duplicate()
      }
      for (const key of keys) {
        const row = index.holder(key)
        const holder = row === undefined ? undefined : collection.byRow(row)
        if (!holder) continue
        const held = idKey(holder.doc['_id']!)
        if (held === self || writes?.has(held)) continue
        if (this.transaction.changedSince(collection, held)) this.transactions.conflict(this.transaction)
        throw duplicate()
      }
    }
  }
}

/** Applies a transaction's writes to what is committed; its locks have kept them free of conflicts. */
export function commit(transaction: Transaction): void {
  for (const [collection, writes] of transaction.writes) {
    for (const { id, doc, growth } of writes.values()) {
      const rec = collection.get(id)
      if (rec && !doc) collection.remove(rec)
      else if (rec && doc && !equals(rec.doc, doc)) collection.replace(rec, doc, growth, true)
      else if (!rec && doc) collection.insert(doc, true)
    }
  }
}
