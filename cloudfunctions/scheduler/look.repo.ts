import type { Context } from '../platform/context'
import type { Job, Looked } from '../platform/jobs'
import { causeOf } from '../platform/log'

/**
 * The names of the jobs that have something to do, or look for themselves. One read for each collection, all at once.
 */
export async function withWork(ctx: Context, jobs: readonly Job[]): Promise<Set<string>> {
  const busy = new Set<string>()
  const asked = new Map<string, { names: string[]; looked: Looked[] }>()
  for (const { name, looksFor } of jobs) {
    const looked = looksFor?.(ctx)
    if (!looked) {
      busy.add(name)
      continue
    }
    const together = asked.get(looked.collection) ?? { names: [], looked: [] }
    asked.set(looked.collection, together)
    together.names.push(name)
    together.looked.push(looked)
  }
  await Promise.all(
    [...asked.values()].map(async ({ names, looked }) => {
      if (await isThere(ctx, looked)) for (const name of names) busy.add(name)
    }),
  )
  return busy
}

/** Whether a document is like one of these; also when that cannot be found out: then each job says so itself. */
async function isThere(ctx: Context, looked: readonly Looked[]): Promise<boolean> {
  const [first] = looked
  if (!first) return false
  const where: object = looked.length === 1 ? first.where : ctx.db._.or(looked.map((one) => one.where))
  try {
    const found = await ctx.db.find(first.collection, { where: where as never, fields: ['_id'], limit: 1 })
    return found.length > 0
  } catch (error) {
    ctx.log.warn('jobs.not_looked', { collection: first.collection, cause: causeOf(error) })
    return true
  }
}
