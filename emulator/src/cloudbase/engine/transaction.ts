import { randomUUID } from '../../random'
import { transactionConflict, transactionFail, transactionNotExist } from '../errors'
import type { Collection } from '../store/collection'
import { encodeKey } from '../value/key'
import type { Doc, Value } from '../value/types'
import { History, type Snapshot } from './history'

/** CloudBase ends a transaction after 30 s: https://docs.cloudbase.net/en/error-code/DATABASE_TRANSACTION_FAIL */
export const TRANSACTION_LIMIT_MS = 30_000

/** Open transactions at most: far more than a shop has, and a bound for what clients that died leave behind. */
const MAX_OPEN = 10_000

/** A document as a transaction has written it; null: removed. */
export interface OwnWrite {
  readonly id: Value
  doc: Doc | null
  growth: number
}

/** The name of an `_id` within its collection. */
export const idKey = (id: Value): string => encodeKey(id).toString('latin1')

const keyName = (index: string, key: Buffer): string => `${index}\u0000${key.toString('latin1')}`

/** An open transaction: an overlay of its own writes over a snapshot. */
export class Transaction {
  readonly id = randomUUID()
  /** Taken at the first operation. */
  snapshot: Snapshot | undefined
  readonly writes = new Map<Collection, Map<string, OwnWrite>>()
  /** Documents and unique keys which this transaction holds. */
  readonly locks = new Set<string>()
  readonly waiting: (() => void)[] = []
  /** Real time, not the emulator's: a transaction is a resource of this server, no fact of its data, and moving
   * the clock by fifteen days must not kill the ones in flight. */
  private readonly timer: NodeJS.Timeout

  constructor(limitMs: number, onTimeout: (transaction: Transaction) => void) {
    this.timer = setTimeout(() => onTimeout(this), limitMs)
    this.timer.unref()
  }

  write(collection: Collection, key: string, write: OwnWrite): void {
    let writes = this.writes.get(collection)
    if (!writes) this.writes.set(collection, (writes = new Map()))
    writes.set(key, write)
  }

  end(): void {
    clearTimeout(this.timer)
  }
}

/** What a transaction locks to write a document: the document, and the unique keys it takes or gives up. */
export function lockNames(
  collection: Collection,
  id: Value,
  before: Doc | null,
  after: Doc | null,
): string[] {
  const names = [`${collection.name}\u0000${idKey(id)}`]
  for (const index of collection.indexes) {
    if (!index.unique) continue
    for (const doc of [before, after]) {
      if (!doc) continue
      for (const key of index.keysOf(doc).keys)
        names.push(keyName(`${collection.name}\u0000${index.name}`, key))
    }
  }
  return names
}

/** Thrown by a plain write which meets a lock; it is run again when that transaction has ended. */
export class WaitFor extends Error {
  constructor(readonly transaction: Transaction) {
    super('waits for a transaction')
  }
}

/** The open transactions, what they see and what they lock. */
export class Transactions {
  private readonly open = new Map<string, Transaction>()
  private readonly locks = new Map<string, Transaction>()
  readonly history = new History()

  constructor(private readonly limitMs: number) {}

  start(): Transaction {
    if (this.open.size >= MAX_OPEN) throw transactionFail(`${MAX_OPEN} transactions are open already`)
    const transaction = new Transaction(this.limitMs, (late) => this.end(late))
    this.open.set(transaction.id, transaction)
    return transaction
  }

  /** The open transaction of an id; its snapshot begins with its first operation. */
  get(id: unknown): Transaction {
    const transaction = typeof id === 'string' ? this.open.get(id) : undefined
    if (transaction) return transaction
    throw transactionNotExist()
  }

  get size(): number {
    return this.open.size
  }

  /** Keeps the former value of a document for all snapshots which still show it. */
  changing(collection: Collection, id: Value, before: Doc | null): void {
    this.history.note(collection, () => idKey(id), before)
  }

  /** What a transaction sees of a document otherwise than it is committed; undefined: no difference. */
  seen({ writes, snapshot }: Transaction, collection: Collection, key: string): Doc | null | undefined {
    const own = writes.get(collection)?.get(key)
    return own ? own.doc : snapshot && this.history.seen(snapshot, collection, key)
  }

  /** All documents of a collection which a transaction sees otherwise than they are committed. */
  allSeen({ writes, snapshot }: Transaction, collection: Collection): Map<string, Doc | null> {
    const seen = new Map(snapshot && this.history.changed(snapshot, collection))
    for (const [key, { doc }] of writes.get(collection) ?? []) seen.set(key, doc)
    return seen
  }

  /** Whether somebody else has changed a document since the transaction's snapshot. */
  changedSince({ snapshot }: Transaction, collection: Collection, key: string): boolean {
    return snapshot !== undefined && this.history.seen(snapshot, collection, key) !== undefined
  }

  /** For a plain write: throws `WaitFor` if a transaction holds the document or a unique key. */
  waitUnlessFree(collection: Collection, id: Value, before: Doc | null, after: Doc | null): void {
    if (this.locks.size === 0) return
    for (const name of lockNames(collection, id, before, after)) {
      const holder = this.locks.get(name)
      if (holder) throw new WaitFor(holder)
    }
  }

  /** For a write in a transaction: takes the locks, or ends the transaction with a conflict. */
  lock(transaction: Transaction, collection: Collection, names: readonly string[], key: string): void {
    const held = names.find((name) => {
      const holder = this.locks.get(name)
      return holder !== undefined && holder !== transaction
    })
    if (held !== undefined || this.changedSince(transaction, collection, key)) this.conflict(transaction)
    for (const name of names) {
      this.locks.set(name, transaction)
      transaction.locks.add(name)
    }
  }

  conflict(transaction: Transaction): never {
    this.end(transaction)
    throw transactionConflict()
  }

  /** Ends a transaction: gives its locks and its snapshot back and lets those who wait run again. */
  end(transaction: Transaction): void {
    if (!this.open.delete(transaction.id)) return
    transaction.end()
    if (transaction.snapshot) this.history.drop(transaction.snapshot)
    for (const name of transaction.locks) this.locks.delete(name)
    for (const resume of transaction.waiting.splice(0)) resume()
  }

  endAll(): void {
    for (const transaction of [...this.open.values()]) this.end(transaction)
  }
}
