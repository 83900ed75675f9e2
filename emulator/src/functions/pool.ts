import type { Dies } from '../faults'
import type { Instance } from './instance'
import type { Invocation, Invoked } from './types'

interface Waiting {
  invocation: Invocation
  dies: Dies | undefined
  resolve(invoked: Invoked): void
}

export interface PoolLimits {
  /** Instances of one function at most. */
  instances: number
  /** Invocations that wait for an instance; beyond it the answer is BUSY. */
  queue: number
  /** Instances that may start at the same time: starting costs processor time that running ones need. */
  starting: number
}

/** `outdated`: works on, and ends afterwards. */
type State = 'starting' | 'idle' | 'busy' | 'outdated'

/** The instances of one function: warm ones are used again, new ones start while invocations wait. */
export class Pool {
  private readonly instances = new Map<Instance, State>()
  private readonly waiting: Waiting[] = []
  private closed = false

  constructor(
    private readonly limits: PoolLimits,
    private readonly makeInstance: (onEnd: (ended: Instance) => void) => Instance,
  ) {}

  /** `dies`: the instance that runs it ends with it. */
  invoke(invocation: Invocation, dies?: Dies): Promise<Invoked> {
    if (this.closed) return Promise.resolve(refused(invocation, 'CLOSED', 'the emulator is closing'))
    if (this.waiting.length >= this.limits.queue) {
      return Promise.resolve(refused(invocation, 'BUSY', 'too many invocations are waiting'))
    }
    return new Promise((resolve) => {
      this.waiting.push({ invocation, dies, resolve })
      this.pump()
    })
  }

  /** Starts an instance if there is none; resolves when it is ready. */
  async warm(): Promise<void> {
    const first = this.instances.keys().next().value ?? this.start()
    await first.started
  }

  /** Lets every instance end after its present work: the next invocations meet new code. */
  renew(): void {
    for (const [instance, state] of [...this.instances]) {
      if (state === 'busy') this.instances.set(instance, 'outdated')
      else if (state !== 'outdated') instance.stop()
    }
    this.pump()
  }

  async close(): Promise<void> {
    this.closed = true
    for (const { invocation, resolve } of this.waiting.splice(0)) {
      resolve(refused(invocation, 'CLOSED', 'the emulator is closing'))
    }
    await Promise.all([...this.instances.keys()].map((instance) => instance.terminate()))
  }

  private count(...states: State[]): number {
    let count = 0
    for (const state of this.instances.values()) if (states.includes(state)) count++
    return count
  }

  private pump(): void {
    for (const [instance, state] of this.instances) {
      if (state !== 'idle') continue
      const next = this.waiting.shift()
      if (!next) return
      void this.run(instance, next)
    }
    const starting = this.count('starting')
    const room = this.limits.instances - this.count('starting', 'idle', 'busy')
    const wanted = Math.min(this.waiting.length, this.limits.starting) - starting
    for (let i = 0; i < Math.min(room, wanted); i++) this.start()
  }

  private async run(instance: Instance, { invocation, dies, resolve }: Waiting): Promise<void> {
    this.instances.set(instance, 'busy')
    const invoked = await instance.run(invocation, dies)
    if (this.instances.get(instance) === 'outdated') instance.stop()
    else if (this.instances.has(instance)) this.instances.set(instance, 'idle')
    resolve(invoked)
    this.pump()
  }

  private start(): Instance {
    const instance = this.makeInstance((ended) => {
      const state = this.instances.get(ended)
      this.instances.delete(ended)
      // One that cannot even start fails a waiting call: starting the next one for it would never end.
      if (state === 'starting' && !this.closed && ended.crashed) {
        const next = this.waiting.shift()
        next?.resolve(refused(next.invocation, 'CRASHED', 'the instance did not start'))
      }
      if (!this.closed) queueMicrotask(() => this.pump())
    })
    this.instances.set(instance, 'starting')
    void instance.started.then(() => {
      if (this.instances.get(instance) === 'starting') this.instances.set(instance, 'idle')
      this.pump()
    })
    return instance
  }
}

function refused(invocation: Invocation, code: 'BUSY' | 'CLOSED' | 'CRASHED', message: string): Invoked {
  return { ok: false, code, message, requestId: invocation.requestId, operations: 0 }
}
