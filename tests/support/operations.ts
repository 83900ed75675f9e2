import type { CollectionName } from '../../cloudfunctions/platform/collections'
import type { Context } from '../../cloudfunctions/platform/context'
import { counting, crashing, eachOperation, type Operation } from './context'
import { MINUTE_MS, type SaleMall } from './sale'

/** Enough runs of the timer for a time-out, the sweep and the back-off of what failed. */
const LATER = [MINUTE_MS, 3 * MINUTE_MS, 11 * MINUTE_MS, 20 * MINUTE_MS, 11 * MINUTE_MS, MINUTE_MS]

export interface Steps<S> {
  prepare(): Promise<S>
  work(ctx: Context, situation: S): Promise<unknown>
  again?(situation: S): Promise<unknown>
  check(situation: S, point: string): Promise<void>
}

/**
 * Dies at every database operation of `work`, before it takes effect and after it, each time in a situation of
 * its own; ends with the first run that needs no more operations. Then `again`, the time that passes, and `check`
 * of what came of each. Answers how many operations there are.
 */
export async function dieAtEveryOperation<S>(mall: SaleMall, steps: Steps<S>): Promise<number> {
  const situations: { situation: S; point: string }[] = []
  let operation = 0
  for (let ended = false; !ended;) {
    operation += 1
    ended = true
    for (const when of ['before', 'after'] as const) {
      const situation = await steps.prepare()
      let reached = 0
      const counted = counting(crashing(mall.ctx, operation, when), () => (reached += 1))
      await steps.work(counted, situation).catch(() => undefined)
      if (reached >= operation) ended = false
      situations.push({ situation, point: `${when} operation ${operation}` })
    }
  }
  for (const { situation } of situations) await steps.again?.(situation)
  await mall.jobs(LATER)
  for (const { situation, point } of situations) await steps.check(situation, point)
  // The last one is the run that needs no more; without another nothing has died.
  if (operation === 1) throw new Error('what should have died asked nothing of the database')
  return operation - 1
}

/**
 * A context in which something happens right after each of its reads of a collection: what it does next rests on what
 * is true no more.
 */
export function meanwhile<C extends Context>(ctx: C, collection: CollectionName, happens: () => unknown): C {
  const then =
    (read: Operation): Operation =>
    async (...args) => {
      const found = await read(...args)
      if (args[0] === collection) await happens()
      return found
    }
  const find = then(ctx.db.find as unknown as Operation) as unknown as Context['db']['find']
  const aggregate = then(ctx.db.aggregate as unknown as Operation) as unknown as Context['db']['aggregate']
  return { ...ctx, db: { ...ctx.db, find, aggregate } }
}

/**
 * How many round trips `work` takes: what is asked at the same time is one. Operations run in step: all that wait are
 * let through together, and the next ones only when each of them has its answer.
 */
export async function roundsOf<C extends Context>(
  ctx: C,
  work: (ctx: C) => Promise<unknown>,
): Promise<number> {
  let waiting: (() => Promise<() => void>)[] = []
  let rounds = 0
  let isRunning = false
  const run = async () => {
    const batch = waiting
    waiting = []
    rounds += 1
    const answers = await Promise.all(batch.map((ask) => ask()))
    isRunning = false
    for (const answer of answers) answer()
  }
  const inStep =
    (operation: Operation): Operation =>
    (...args) =>
      new Promise((resolve, reject) => {
        waiting.push(() =>
          operation(...args).then(
            (value) => () => resolve(value),
            (error: unknown) => () => reject(error),
          ),
        )
        if (isRunning) return
        isRunning = true
        setImmediate(() => void run())
      })
  await work({ ...ctx, db: eachOperation(ctx.db, inStep) })
  return rounds
}
