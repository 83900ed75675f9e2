import type { Kept, MovableClock } from '../../base'
import { ENDPOINTS } from '../endpoints'
import { DatabaseError, transactionFail } from '../errors'
import { compileQuery } from '../query/compile'
import { planName } from '../query/find'
import { choosePlan, type Order, type Plan } from '../query/plan'
import type { Collection } from '../store/collection'
import { Store } from '../store/store'
import type { Doc } from '../value/types'
import type { CollectionSpec } from '../collections'
import { Reads, type Read, type ReadLog } from './reads'
import type { AdminRequest, Answer } from './request'
import { TRANSACTION_LIMIT_MS, Transactions, WaitFor, type Transaction } from './transaction'
import { PlainView, TransactionView, commit, type View } from './view'

export interface EngineOptions {
  file: string
  clock: MovableClock
  synchronous?: 'FULL' | 'NORMAL' | 'OFF'
  /** How long a transaction may stay open, in ms of real time; 30 s as in CloudBase unless a test says less. */
  transactionLimitMs?: number
}

/** An answer, and how the documents for it were found. */
export interface Outcome {
  readonly answer: Answer
  readonly reads: readonly Read[]
}

interface Job {
  readonly request: AdminRequest
  readonly settle: (outcome: Outcome | Error) => void
  /** True when nobody waits for the answer any more. */
  readonly abandoned: () => boolean
}

interface Done {
  readonly job: Job
  readonly outcome: Outcome | Error
}

export interface EngineStats {
  operations: number
  /** Commits to disk; fewer than writes, as one commit takes all that came in together. */
  commits: number
  openTransactions: number
  /** Documents of which a former value is kept for the snapshots of open transactions. */
  formerVersions: number
  /** Documents looked at by queries. */
  examined: number
}

/** Operations in one commit at most, so that the first of many need not wait for all. */
const MAX_BATCH = 256

/**
 * Runs operations one after the other, which makes each atomic, and commits in groups: what has arrived
 * within a turn of the event loop goes into one commit. No answer leaves before everything it may rest on is on
 * disk, its own commit and all before it; meanwhile the next operations run.
 */
export class Engine {
  readonly store: Store
  private readonly transactions: Transactions
  private readonly totals = { examined: 0, operations: 0, commits: 0 }
  /** Of the operation which is running: its reads, and whether it has begun to write. */
  private reads = new Reads()
  private wrote = false
  private readonly log: ReadLog = {
    note: (read) => {
      this.totals.examined += read.docsExamined
      this.reads.note(read)
    },
  }
  private readonly plain: View
  private queue: Job[] = []
  private scheduled = false
  private closed = false

  constructor(private readonly options: EngineOptions) {
    this.transactions = new Transactions(options.transactionLimitMs ?? TRANSACTION_LIMIT_MS)
    this.store = new Store({
      file: options.file,
      synchronous: options.synchronous ?? 'FULL',
      onChange: (collection, id, before) => this.transactions.changing(collection, id, before),
    })
    this.plain = new PlainView(this.transactions, this.begin, this.log)
  }

  private readonly begin = (): void => {
    this.wrote = true
    this.store.begin()
  }

  /**
   * Runs an operation; resolves once it is on disk. Errors are `DatabaseError`s, or others for a defect here.
   * `abandoned` tells that nobody waits for the answer any more: what has not run by then never will.
   */
  submit(request: AdminRequest, abandoned: () => boolean = () => false): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const settle = (outcome: Outcome | Error): void =>
        'answer' in outcome ? resolve(outcome) : reject(outcome)
      this.enqueue({ request, settle, abandoned })
    })
  }

  private enqueue(job: Job): void {
    this.queue.push(job)
    if (this.scheduled) return
    this.scheduled = true
    setImmediate(() => this.runBatch())
  }

  private runBatch(): void {
    this.scheduled = false
    const batch = this.queue.splice(0, MAX_BATCH)
    const done: Done[] = []
    try {
      for (const job of batch) {
        if (job.abandoned()) continue
        const outcome = this.closed ? new Error('the database is closed') : this.runJob(job)
        if (outcome) done.push({ job, outcome })
      }
      if (this.store.inTransaction) {
        this.store.commit()
        this.totals.commits++
      }
    } catch (error) {
      // A defect or a full disk: nothing of this batch is kept, and no answer claims that it was.
      this.transactions.endAll()
      this.store.rollback()
      this.queue = this.queue.filter((job) => !batch.includes(job))
      for (const job of batch) job.settle(error as Error)
      done.length = 0
    }
    this.settle(done)
    if (this.queue.length > 0 && !this.scheduled) {
      this.scheduled = true
      setImmediate(() => this.runBatch())
    }
  }

  private settle(done: readonly Done[]): void {
    const answerAll = (): void => {
      for (const { job, outcome } of done) job.settle(outcome)
    }
    const flushed = done.length > 0 ? this.store.flushed() : undefined
    if (!flushed) return answerAll()
    flushed.then(answerAll, (error: Error) => {
      // What a disk that refuses has kept is unknown, and so is what became of these.
      for (const { job } of done) job.settle(error)
    })
  }

  /** The outcome, an error, or nothing when the operation has to wait. Throws if it broke off in its writes. */
  private runJob(job: Job): Outcome | Error | undefined {
    this.reads = new Reads()
    this.wrote = false
    try {
      const answer = this.run(job.request)
      this.totals.operations++
      return { answer, reads: this.reads.list() }
    } catch (error) {
      if (error instanceof WaitFor) {
        error.transaction.waiting.push(() => this.enqueue(job))
        return undefined
      }
      this.totals.operations++
      // A defect which came before the first write has harmed nothing: only this operation fails.
      if (error instanceof DatabaseError || (error instanceof Error && !this.wrote)) return error
      throw error
    }
  }

  private run(request: AdminRequest): Answer {
    switch (request.action) {
      case 'database.startTransaction':
        return { transactionId: this.transactions.start().id }
      case 'database.commitTransaction':
        return this.commit(this.transactions.get(request.transactionId))
      case 'database.abortTransaction':
        this.transactions.end(this.transactions.get(request.transactionId))
        return { data: {} }
    }
    const action = typeof request.action === 'string' ? request.action : ''
    const endpoint = Object.hasOwn(ENDPOINTS, action) ? ENDPOINTS[action] : undefined
    if (!endpoint) throw new DatabaseError('INVALID_ACTION', `unknown action: ${action.slice(0, 100)}`)
    const base = { store: this.store, now: this.options.clock.now(), begin: this.begin }
    if (!request.transactionId) return endpoint(request, { ...base, view: this.plain })
    const transaction = this.transactions.get(request.transactionId)
    try {
      return endpoint(request, {
        ...base,
        view: new TransactionView(this.transactions, transaction, this.log),
      })
    } catch (error) {
      // As in MongoDB, an operation which fails ends its transaction.
      this.transactions.end(transaction)
      throw error
    }
  }

  private commit(transaction: Transaction): Answer {
    try {
      if (transaction.writes.size > 0) {
        this.begin()
        commit(transaction)
      }
    } catch (error) {
      // Half a transaction must not stay: as a defect it takes the whole batch back.
      throw new Error('a transaction could not be applied', { cause: error })
    } finally {
      this.transactions.end(transaction)
    }
    return { data: {} }
  }

  ensureCollections(specs: readonly CollectionSpec[]): void {
    this.store.begin()
    try {
      for (const spec of specs) this.store.ensure(spec)
      this.store.commit()
    } catch (error) {
      this.store.rollback()
      throw error
    }
  }

  /** The index which would serve a query, without running it. */
  explain(collection: string, query: Doc, order: Order = []): { index: string; plan: Plan } {
    const target: Collection = this.store.collection(collection)
    const plan = choosePlan(target, compileQuery(query), order, true)
    return { index: planName(target, plan), plan }
  }

  statistics(): EngineStats {
    return {
      ...this.totals,
      openTransactions: this.transactions.size,
      formerVersions: this.transactions.history.size,
    }
  }

  /** Empties every collection. Open transactions end. */
  reset(): void {
    this.transactions.endAll()
    this.store.reset()
  }

  /** Keeps all documents as they stand, without what open transactions have not committed. Restoring ends these. */
  keep(): Kept {
    const { digest, restore } = this.store.keep()
    return {
      digest,
      restore: () => {
        this.transactions.endAll()
        restore()
      },
    }
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    this.transactions.endAll()
    for (const job of this.queue.splice(0)) job.settle(transactionFail('the database is closed'))
    this.store.close()
  }
}
