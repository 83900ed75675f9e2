import type { Context } from '../../../platform/context'
import { sweepHolds, type Owners } from '../../../platform/hold'
import { QUOTA, readOwner } from './quota.model'

/**
 * Documents that one sweep looks at; what is left over is found by the next one. More than of stock: each member's uses
 * are a document of their own, looked at once after each order.
 */
const LIMIT = 2_000

/**
 * Gives back what is held since `olderThanMs` for owners that never came to be or have ended, each exactly once, as the
 * stock's sweep does. `olderThanMs` must be longer than a function can run. Begins no document after `until`, ms.
 *
 * @returns how many holds were given back
 */
export async function sweepQuotas(ctx: Context, olderThanMs: number, until = Infinity): Promise<number> {
  const givenBack = await sweepHolds(ctx, QUOTA, {
    olderThanMs,
    limit: LIMIT,
    until,
    ownersOf: (owners) => standingOf(ctx, owners),
  })
  if (givenBack > 0) ctx.log.warn('quota.swept', { givenBack })
  return givenBack
}

/**
 * What the domains say of these owners, each of its own kind. One whose kind nobody answers for keeps what it holds.
 */
async function standingOf(ctx: Context, owners: readonly string[]): Promise<Owners<'quotas'>> {
  const read = owners.map(readOwner)
  const said = new Map(
    await Promise.all(
      ctx.seams.quotaOwners.map(async ({ name, standing }) => {
        const ids = read.filter(({ kind }) => kind === name).map(({ id }) => id)
        return [name, ids.length > 0 ? await standing(ctx, ids) : undefined] as const
      }),
    ),
  )
  const ask = (owner: string, question: (standing: Owners<'quotas'>, id: string) => boolean) => {
    const { kind, id } = readOwner(owner)
    const standing = said.get(kind)
    return standing ? question(standing, id) : true
  }
  return {
    isLive: (owner, document) => ask(owner, (standing, id) => standing.isLive(id, document)),
    mayRepeat: (owner) => ask(owner, (standing, id) => standing.mayRepeat(id)),
  }
}
