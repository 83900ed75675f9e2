import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs'

interface Waiting {
  upTo: number
  resolve(): void
  reject(error: Error): void
}

/**
 * Brings SQLite's write-ahead log to the disk beside the main thread. With `synchronous = FULL` SQLite itself waits
 * for the disk within each commit, and everything waits with it; with `NORMAL` it leaves that to this. What commits
 * while the disk is at work goes with the next turn, so that one wait serves all who came together. Checkpoints are
 * synchronised by SQLite either way.
 */
export class WalSync {
  private readonly file: string
  private descriptor: number | undefined
  private written = 0
  private synced = 0
  private running = false
  private closed = false
  private failure: Error | undefined
  private waiting: Waiting[] = []

  /** @param database the SQLite file; its log stands beside it from the first commit on */
  constructor(database: string) {
    this.file = `${database}-wal`
  }

  /** Something was committed. */
  wrote(): void {
    this.written++
  }

  /**
   * Resolves when all that was committed so far is on the disk; undefined when it is already. Once the disk has
   * refused, nobody can know what is on it: every later call rejects.
   */
  flushed(): Promise<void> | undefined {
    if (this.failure) return Promise.reject(this.failure)
    if (this.synced === this.written || this.closed) return undefined
    return new Promise((resolve, reject) => {
      this.waiting.push({ upTo: this.written, resolve, reject })
      this.start()
    })
  }

  /** Brings what is left to the disk and lets go of the log; before the database is closed. */
  close(): void {
    if (this.closed) return
    if (this.synced < this.written && !this.failure) {
      this.descriptor ??= openSync(this.file, 'r+')
      fdatasyncSync(this.descriptor)
    }
    this.closed = true
    for (const { resolve } of this.waiting.splice(0)) resolve()
    if (!this.running) this.release()
  }

  private start(): void {
    if (this.running) return
    this.running = true
    const upTo = this.written
    try {
      this.descriptor ??= openSync(this.file, 'r+')
      fdatasync(this.descriptor, (error) => this.end(upTo, error))
    } catch (error) {
      this.end(upTo, error as Error)
    }
  }

  private end(upTo: number, error: Error | null): void {
    this.running = false
    if (this.closed) return this.release()
    if (error) {
      this.failure = error
      for (const { reject } of this.waiting.splice(0)) reject(error)
      return
    }
    this.synced = upTo
    const served = this.waiting.filter((one) => one.upTo <= upTo)
    this.waiting = this.waiting.filter((one) => one.upTo > upTo)
    for (const { resolve } of served) resolve()
    if (this.waiting.length > 0) this.start()
  }

  private release(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor)
    this.descriptor = undefined
  }
}
