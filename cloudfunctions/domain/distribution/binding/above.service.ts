import { isValidBinding } from '@shared/rules/binding'
import type { Context } from '../../../platform/context'
import { findPeople, type Person } from './above.repo'

/** More reads than an honest network is deep: each brings three levels. */
const MOST_READS = 20

/**
 * Everybody that stands above `from`, at any depth, with what stands above each of them; expired bindings do not
 * count. One round trip for three levels.
 */
export async function readPeopleAbove(ctx: Context, from: string): Promise<Map<string, Person>> {
  const now = ctx.clock.now()
  const people = new Map<string, Person>()
  let open = [from]
  for (let reads = 0; open.length > 0 && reads < MOST_READS; reads++) {
    const found = await findPeople(ctx, open)
    // Also who is nobody yet: they are not asked for again.
    for (const _id of open) people.set(_id, { _id, binding: null, uplines: [] })
    for (const { _id, binding, uplines } of found) {
      people.set(_id, { _id, binding: isValidBinding(binding, now) ? binding : null, uplines })
    }
    const above = found.flatMap(({ _id }) => {
      const { binding, uplines } = people.get(_id) ?? { binding: null, uplines: [] }
      return [...(binding?.path ?? []), ...uplines]
    })
    open = [...new Set(above)].filter((id) => !people.has(id))
  }
  return people
}
