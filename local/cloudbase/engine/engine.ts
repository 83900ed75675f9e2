import type { ShopClock } from '../../clock'
import { DatabaseError, transactionFail } from '../errors'
import { compileQuery } from '../query/compile'
import type { ScanStats } from '../query/find'
import { choosePlan, type Order, type Plan } from '../query/plan'
import { planName } from '../query/find'
import type { Collection } from '../store/collection'
import { Store } from '../store/store'
import type { Doc } from '../value/types'
import type { CollectionSpec } from '../collections'
import { OPERATIONS } from './operations'
import type { AdminRequest, Answer } from './request'
import { TRANSACTION_LIMIT_MS, Transactions, WaitFor, type Transaction } from './transaction'
import { PlainView, TransactionView, commit, type View } from './view'

export interface EngineOptions {
  file: string
  clock: ShopClock
  synchronous?: 'FULL' | 'NORMAL' | 'OFF'
  /** How long a transaction may stay open, in ms of real time; 30 s as in CloudBase unless a test says less. */
  transactionLimitMs?: number
}

interface Job {
  readonly request: AdminRequest
  readonly settle: (answer: Answer | Error) => void
  /** True when nobody waits for the answer any more. */
  readonly abandoned: () => boolean
}

interface Done {
  readonly job: Job
  readonly answer: Answer | Error
}

export interface EngineStats {
  operations: number
  /** Commits to disk; fewer than writes, as one commit takes all that came in together. */
  commits: number
  openTransactions: number
  /** Documents looked at by queries. */
  examined: number
  /** Queries by the index which served them, `scan` for none. Reads by one `_id` are not counted. */
  plans: Record<string, number>
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
  private readonly stats: ScanStats & { operations: number; commits: number } = {
    plans: new Map(),
    examined: 0,
    operations: 0,
    commits: 0,
  }
  private readonly plain: View
  private queue: Job[] = []
  private scheduled = false
  private closed = false
  private writer: Transaction | null = null

  constructor(private readonly options: EngineOptions) {
    this.transactions = new Transactions(options.transactionLimitMs ?? TRANSACTION_LIMIT_MS)
    this.store = new Store({
      file: options.file,
      synchronous: options.synchronous ?? 'FULL',
      onChange: (collection, id, before) => this.transactions.changing(collection, id, before, this.writer),
    })
    this.plain = new PlainView(this.transactions, () => this.store.begin(), this.stats)
  }

  /**
   * Runs an operation; resolves once it is on disk. Errors are `DatabaseError`s, or others for a defect here.
   * `abandoned` tells that nobody waits for the answer any more: what has not run by then never will.
   */
  submit(request: AdminRequest, abandoned: () => boolean = () => false): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const settle = (answer: Answer | Error): void =>
        answer instanceof Error ? reject(answer) : resolve(answer)
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
        const answer = this.closed ? new Error('the database is closed') : this.runJob(job)
        if (answer) done.push({ job, answer })
      }
      if (this.store.inTransaction) {
        this.store.commit()
        this.stats.commits++
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
      for (const { job, answer } of done) job.settle(answer)
    }
    const flushed = done.length > 0 ? this.store.flushed() : undefined
    if (!flushed) return answerAll()
    flushed.then(answerAll, (error: Error) => {
      // What a disk that refuses has kept is unknown, and so is what became of these.
      for (const { job } of done) job.settle(error)
    })
  }

  /** The answer, an error for the caller, or nothing when the operation has to wait. Defects are thrown. */
  private runJob(job: Job): Answer | Error | undefined {
    this.stats.operations++
    try {
      return this.run(job.request)
    } catch (error) {
      if (error instanceof WaitFor) {
        error.transaction.waiting.push(() => this.enqueue(job))
        return undefined
      }
      if (error instanceof DatabaseError) return error
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
    const action = String(request.action)
    const operation = Object.hasOwn(OPERATIONS, action) ? OPERATIONS[action] : undefined
    if (!operation) throw new DatabaseError('INVALID_ACTION', `unknown action: ${action.slice(0, 100)}`)
    const begin = (): void => this.store.begin()
    const base = { store: this.store, now: this.options.clock.now(), begin }
    if (!request.transactionId) return operation(request, { ...base, view: this.plain })
    const transaction = this.transactions.get(request.transactionId)
    try {
      return operation(request, {
        ...base,
        view: new TransactionView(this.transactions, transaction, this.stats),
      })
    } catch (error) {
      // As in MongoDB, an operation which fails ends its transaction.
      this.transactions.end(transaction)
      throw error
    }
  }

  private commit(transaction: Transaction): Answer {
    this.writer = transaction
    try {
      if (transaction.writes.size > 0) {
        this.store.begin()
        commit(transaction)
      }
    } finally {
      this.writer = null
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
    const { operations, commits, examined, plans } = this.stats
    return {
      operations,
      commits,
      examined,
      openTransactions: this.transactions.size,
      plans: Object.fromEntries(plans),
    }
  }

  /** Empties every collection. Open transactions end. */
  reset(): void {
    this.transactions.endAll()
    this.store.reset()
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    this.transactions.endAll()
    for (const job of this.queue.splice(0)) job.settle(transactionFail('the database is closed'))
    this.store.close()
  }
}
