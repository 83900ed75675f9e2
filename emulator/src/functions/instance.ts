import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import { packageFile } from '../base'
import type { Dies } from '../faults'
import { seedForAnother } from '../random'
import type { Failure } from './errors'
import type { ContextForm, FunctionSpec, Invocation, Invoked, LogLine } from './types'

export const ANSWER_LIMIT_BYTES = 6 * 1024 * 1024

interface InstanceOptions {
  id: string
  spec: FunctionSpec
  file: string
  /** What of the file is called. */
  exportName: string
  env: Readonly<Record<string, string>>
  clock: SharedArrayBuffer
  contextForm?: ContextForm
  onLog(line: LogLine): void
  /** The instance has ended, by itself or by `stop`; called once. */
  onEnd(): void
}

type Message =
  | { kind: 'ready'; thread?: number }
  | { kind: 'broken'; error: string }
  | { kind: 'answered'; text: string }
  | { kind: 'failed'; code: Failure; error: string }

interface Work {
  requestId: string
  timer: NodeJS.Timeout
  resolve(invoked: Invoked): void
}

/** One instance of a function: a worker that answers one invocation at a time. */
export class Instance {
  readonly id: string
  /** Settles when the function is loaded, or cannot be. */
  readonly started: Promise<void>
  private readonly worker: Worker
  private work: Work | undefined
  private broken: string | undefined
  private endedBy: Failure | undefined
  private operations = 0
  private thread: number | undefined
  private dies: Dies | undefined
  private late: (() => Promise<void>)[] = []

  constructor(private readonly options: InstanceOptions) {
    const { id, spec, file, env, clock } = options
    this.id = id
    this.worker = new Worker(packageFile('src/functions/worker/bootstrap.mjs'), {
      workerData: {
        file,
        exportName: options.exportName,
        clock,
        seed: seedForAnother(),
        contextForm: options.contextForm ?? 'environment',
      },
      env: { ...env },
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: spec.memoryMb },
    })
    this.listen('info', this.worker.stdout)
    this.listen('error', this.worker.stderr)
    let started = () => {}
    this.started = new Promise((resolve) => (started = resolve))
    this.worker.on('message', (message: Message) => {
      started()
      this.hear(message)
    })
    this.worker.on('error', (error) => {
      this.say('error', error.stack ?? error.message)
      this.end('CRASHED', 'the instance ended unexpectedly')
      started()
    })
    this.worker.on('exit', () => {
      this.end('CRASHED', 'the instance ended unexpectedly')
      started()
    })
  }

  /** Of which function it is one. */
  get name(): string {
    return this.options.spec.name
  }

  /** Processor time of its thread so far, ms; undefined where the system does not say. */
  get processorMs(): number | undefined {
    if (this.thread === undefined) return undefined
    try {
      const [ns] = readFileSync(`/proc/self/task/${this.thread}/schedstat`, 'utf8').split(' ')
      return Number(ns) / 1e6
    } catch {
      return undefined
    }
  }

  /** It ended without being asked to. */
  get crashed(): boolean {
    return this.endedBy === 'CRASHED'
  }

  /** Runs one invocation; never rejects. */
  run(invocation: Invocation, dies?: Dies): Promise<Invoked> {
    const { requestId } = invocation
    this.operations = 0
    this.dies = dies
    return new Promise((resolve) => {
      const { timeoutMs } = this.options.spec
      const timer = setTimeout(() => {
        this.stop('TIMEOUT', `the function did not end within ${timeoutMs / 1000} s`)
      }, timeoutMs)
      this.work = { requestId, timer, resolve }
      if (this.broken) return this.stop('FUNCTION_ERROR', this.broken)
      if (dies === 'before') return this.kill()
      this.worker.postMessage({ ...invocation, timeoutMs })
    })
  }

  /** Counts one call of the cloud's API that this instance made. */
  countOperation(): void {
    this.operations++
  }

  /** Runs `work` when the present invocation has ended, before its outcome is told; at once when there is none. */
  afterwards(work: () => Promise<void>): void {
    if (this.work) this.late.push(work)
    else void work()
  }

  /** Dies as a test asked for. */
  kill(): void {
    this.stop('CRASHED', 'the instance was killed by a test')
  }

  /** Ends the worker; what runs in it is answered with `code`. */
  stop(code: Failure = 'CLOSED', message = 'the instance was stopped'): void {
    this.end(code, message)
    void this.worker.terminate()
  }

  /** Resolves when the worker is gone. */
  async terminate(): Promise<void> {
    this.end('CLOSED', 'the instance was stopped')
    await this.worker.terminate()
  }

  private hear(message: Message): void {
    if (message.kind === 'ready') return void (this.thread = message.thread)
    if (message.kind === 'broken') {
      this.broken = message.error
      this.say('error', message.error)
      if (this.work) this.stop('FUNCTION_ERROR', message.error)
      return
    }
    if (message.kind === 'failed') {
      if (message.code === 'FUNCTION_ERROR') this.say('error', message.error)
      return this.answer({ ok: false, code: message.code, message: message.error })
    }
    if (Buffer.byteLength(message.text) > ANSWER_LIMIT_BYTES) {
      return this.answer({ ok: false, code: 'ANSWER_TOO_LARGE', message: 'the answer is larger than 6 MB' })
    }
    this.answer({ ok: true, text: message.text })
  }

  private answer(outcome: { ok: true; text: string } | { ok: false; code: Failure; message: string }): void {
    const { work, operations } = this
    if (!work) return
    if (this.dies === 'after' && !this.endedBy) return this.kill()
    this.work = undefined
    clearTimeout(work.timer)
    const tell = () => work.resolve({ ...outcome, requestId: work.requestId, operations })
    const late = this.late.splice(0)
    if (late.length === 0) return tell()
    void Promise.allSettled(late.map((each) => each())).then(tell)
  }

  private end(code: Failure, message: string): void {
    if (this.endedBy) return
    this.endedBy = code
    this.answer({ ok: false, code, message })
    this.options.onEnd()
  }

  private listen(level: 'info' | 'error', stream: NodeJS.ReadableStream): void {
    createInterface({ input: stream }).on('line', (text) => this.say(level, text))
  }

  private say(level: LogLine['level'], text: string): void {
    this.options.onLog({ level, functionName: this.options.spec.name, text })
  }
}
