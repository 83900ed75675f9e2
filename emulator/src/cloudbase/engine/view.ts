import { duplicateKey } from '../errors'
import { checkedIdKey, checkSize, dupKey, type Collection, type Rec } from '../store/collection'
import type { IndexTable } from '../store/index-table'
import { count, find, type FindOptions } from '../query/find'
import { sortBy } from '../query/sort'
import type { Query } from '../query/types'
import { equals } from '../value/compare'
import { stringify } from '../value/ejson'
import type { Doc, Value } from '../value/types'
import type { ReadLog } from './reads'
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
  /** Hears how the operation reads. */
  readonly log: ReadLog
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

/** What is stored is looked into only when somebody asks for the document. */
class StoredHit implements Hit {
  constructor(readonly rec: Rec) {}

  get doc(): Doc {
    return this.rec.doc
  }
}

const hitOf = (rec: Rec): Hit => new StoredHit(rec)

/** Reads and writes what is committed. A write waits for the transaction which holds its document. */
export class PlainView implements View {
  readonly committed = true

  constructor(
    private readonly transactions: Transactions,
    private readonly begin: () => void,
    readonly log: ReadLog,
  ) {}

  find(collection: Collection, query: Query, options: FindOptions): Hit[] {
    return find(collection, query, options, this.log).map(hitOf)
  }

  count(collection: Collection, query: Query): number {
    return count(collection, query, this.log)
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
    readonly log: ReadLog,
  ) {
    transaction.snapshot ??= transactions.history.take()
  }

  find(collection: Collection, query: Query, options: FindOptions): Hit[] {
    if (query.id !== undefined) return this.findById(collection, query, query.id, options)
    const seen = this.transactions.allSeen(this.transaction, collection)
    if (seen.size === 0) return find(collection, query, options, this.log).map(hitOf)
    const { order = [], skip = 0, limit = Infinity } = options
    const most = skip + limit + seen.size
    const hits: Hit[] = find(collection, query, { order, limit: most }, this.log)
      .filter((rec) => !seen.has(idKey(rec.doc['_id']!)))
      .map(hitOf)
    for (const doc of seen.values()) {
      if (doc && query.matches(doc)) hits.push({ doc, rec: undefined })
    }
    return sortBy(hits, order, ({ doc }) => doc).slice(skip, skip + limit)
  }

  private findById(collection: Collection, query: Query, id: Value, options: FindOptions): Hit[] {
    const doc = this.transactions.seen(this.transaction, collection, idKey(id))
    if (doc === undefined) return find(collection, query, options, this.log).map(hitOf)
    const { skip = 0, limit = Infinity } = options
    const taken = doc !== null && query.matches(doc) && skip === 0 && limit > 0
    this.log.note({
      collection: collection.name,
      index: '_id_',
      keysExamined: 1,
      docsExamined: doc ? 1 : 0,
      taken: taken ? 1 : 0,
      sort: 'none',
    })
    return taken ? [{ doc, rec: undefined }] : []
  }

  count(collection: Collection, query: Query): number {
    return this.find(collection, query, {}).length
  }

  insert(collection: Collection, docs: readonly Doc[]): void {
    for (const doc of docs) this.write(collection, doc['_id']!, null, doc, Infinity)
  }

  change(collection: Collection, changes: readonly Change[]): void {
    for (const { hit, after, growth } of changes)
      this.write(collection, hit.doc['_id']!, hit.doc, after, growth)
  }

  /**
   * Whatever could refuse the write at the commit refuses it here: a commit either conflicts with nobody or is none.
   */
  private write(
    collection: Collection,
    id: Value,
    before: Doc | null,
    after: Doc | null,
    growth: number,
  ): void {
    if (after) checkWritable(collection, after)
    const key = idKey(id)
    this.transactions.lock(this.transaction, collection, lockNames(collection, id, before, after), key)
    const own = this.transaction.writes.get(collection)?.get(key)
    if (!before && (own ? own.doc : collection.get(id))) {
      throw duplicateKey(collection.name, '_id_', dupKey(['_id'], after!))
    }
    if (after) {
      for (const index of collection.indexes) {
        if (index.unique) this.checkUnique(collection, index, key, after)
      }
    }
    if (own) {
      own.doc = after
      own.growth += growth
    } else this.transaction.write(collection, key, { id, doc: after, growth })
  }

  /**
   * As MongoDB decides: a key which the transaction sees taken is a duplicate; one which somebody took since its
   * snapshot is a conflict, and a new try will see it.
   */
  private checkUnique(collection: Collection, index: IndexTable, self: string, after: Doc): void {
    const wanted = index.keysOf(after).keys
    const duplicate = (): Error => {
      const paths = index.fields.map(({ path }) => path)
      return duplicateKey(collection.name, index.name, dupKey(paths, after))
    }
    const takes = (doc: Doc): boolean =>
      index.keysOf(doc).keys.some((key) => wanted.some((other) => other.equals(key)))
    const seen = this.transactions.allSeen(this.transaction, collection)
    for (const [other, doc] of seen) if (other !== self && doc && takes(doc)) throw duplicate()
    for (const key of wanted) {
      const row = index.holder(key)
      const holder = row === undefined ? undefined : collection.byRow(row)
      const held = holder && idKey(holder.doc['_id']!)
      if (held === undefined || held === self) continue
      if (!seen.has(held)) throw duplicate()
      const own = this.transaction.writes.get(collection)?.has(held)
      if (!own) this.transactions.conflict(this.transaction)
    }
  }
}

/** Refuses what no collection takes: too large a document, a key too long, parallel arrays in an index. */
function checkWritable(collection: Collection, doc: Doc): void {
  checkedIdKey(doc['_id']!)
  checkSize(doc, stringify(doc))
  for (const index of collection.indexes) index.keysOf(doc)
}

/**
 * Applies a transaction's writes to what is committed; its locks and checks have left nothing that could refuse them.
 */
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
