import { fork, type ChildProcess } from 'node:child_process'

/** Calls from the load to the shop's process, and news back, over the channel between the two. */

interface Call {
  id: number
  name: string
  args: unknown[]
}
type Reply = { id: number; value?: unknown; error?: string } | { paid: string }

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- arguments are checked where a table is called
type Table = Record<string, (...args: any[]) => Promise<unknown>>

/** Answers calls with `table`. @returns tells that an order was paid */
export function serve(table: Table): (orderId: string) => void {
  const post = (reply: Reply) => void process.send?.(reply)
  process.on('message', ({ id, name, args }: Call) => {
    Promise.resolve()
      .then(() => table[name]?.(...args))
      .then(
        (value) => post({ id, value }),
        (error: unknown) => post({ id, error: error instanceof Error ? (error.stack ?? '') : String(error) }),
      )
  })
  process.on('disconnect', () => process.exit(1))
  return (paid) => post({ paid })
}

export type Remote<T extends Table> = T & {
  /** Resolves when the payment's notification was acknowledged: paid, and accrued on all levels. */
  paid(orderId: string): Promise<void>
  close(): Promise<void>
}

/** Starts `file` in a process of its own. */
export function connect<T extends Table>(file: string, args: string[], execArgv: string[] = []): Remote<T> {
  const child: ChildProcess = fork(file, args, { execArgv })
  const calls = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  const payments = new Map<string, () => void>()
  /** Payments of which the news came before anybody asked. */
  const early = new Set<string>()
  let lastId = 0
  let closing = false
  child.on('message', (reply: Reply) => {
    if ('paid' in reply) {
      const waiting = payments.get(reply.paid)
      if (!waiting) early.add(reply.paid)
      payments.delete(reply.paid)
      return waiting?.()
    }
    const call = calls.get(reply.id)
    calls.delete(reply.id)
    if (reply.error === undefined) call?.resolve(reply.value)
    else call?.reject(new Error(reply.error))
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  void ended.then(() => {
    if (!closing) {
      console.error('the local cloud ended')
      process.exit(1)
    }
  })
  const paid = (orderId: string) =>
    new Promise<void>((resolve) => {
      if (early.delete(orderId)) resolve()
      else payments.set(orderId, resolve)
    })
  const remote = new Proxy({} as Remote<T>, {
    get:
      (_, name: string) =>
      (...callArgs: unknown[]) =>
        new Promise((resolve, reject) => {
          const id = ++lastId
          calls.set(id, { resolve, reject })
          child.send({ id, name, args: callArgs } satisfies Call)
        }),
  })
  const own: Record<string, unknown> = {
    paid,
    async close() {
      closing = true
      await (remote as unknown as { stop(): Promise<void> }).stop()
      await ended
    },
  }
  return new Proxy(remote, {
    get: (target, name: string) => own[name] ?? (Reflect.get(target, name) as unknown),
  })
}
