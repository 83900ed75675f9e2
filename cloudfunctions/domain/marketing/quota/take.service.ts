import { AppError } from '@shared/contract/errors'
import type { Context } from '../../../platform/context'
import {
  holdAll,
  releaseHolds,
  unholdAll,
  consumeHolds,
  giveBackUsed,
  type Want,
} from '../../../platform/hold'
import { QUOTA, readOwner, type QuotaAmount, type QuotaNeed } from './quota.model'

/**
 * Holds what an owner needs of quotas: one conditional update a quota, all at once, in one round trip while
 * there is enough, also for the first need of a quota that only counts. All or nothing; the same owner again counts on
 * what it holds.
 *
 * An owner gets all of an amount or nothing of it. Less would be another price than the buyer has seen: whoever may
 * give a discount in part offers what is left (`quotaOf`) when he quotes, and needs exactly that.
 *
 * `owner`: an order's number, or the name of something of another kind (`ownerOf`).
 *
 * @throws AppError QUOTA_GONE with the sentence of the first need that is not to be had; BUSY (the owner already holds
 *   another amount, or the race was lost too often); `cause` names the quotas
 * @throws RangeError for an owner of a kind that no domain answers for: nobody could ever tell whether it stands
 */
export async function takeQuotas(ctx: Context, owner: string, needs: readonly QuotaNeed[]): Promise<void> {
  const { kind } = readOwner(owner)
  if (!ctx.seams.quotaOwners.some(({ name }) => name === kind)) throw new RangeError(`no owners ${kind}`)
  const refused = await holdAll(ctx, QUOTA, owner, wantsOf(needs))
  if (refused.length === 0) return
  const cause = new Error(refused.map(({ thing, why }) => `${thing}: ${why}`).join(', '))
  const gone = refused.find(({ why }) => why !== 'clash')
  if (!gone) throw new AppError('BUSY', { cause })
  const sentence = needs.find(({ quotaId }) => quotaId === gone.thing)?.gone
  throw new AppError('QUOTA_GONE', { cause, sentence })
}

/** Takes back what one successful `takeQuotas` claimed. What another try of the same owner counts on stays. */
export function untakeQuotas(ctx: Context, owner: string, needs: readonly QuotaNeed[]): Promise<void> {
  return unholdAll(ctx, QUOTA, owner, wantsOf(needs))
}

/** What an owner holds is used, once. */
export function consumeQuotas(ctx: Context, owner: string, needs: readonly QuotaNeed[]): Promise<void> {
  return consumeHolds(ctx, QUOTA, owner, wantsOf(needs))
}

/** What an owner holds can be had by others, once. */
export function releaseQuotas(ctx: Context, owner: string, needs: readonly QuotaNeed[]): Promise<void> {
  return releaseHolds(ctx, QUOTA, owner, wantsOf(needs))
}

/**
 * Of what an owner has used some can be had by others again, once for each `key` (a refund). The amounts of all keys
 * together are never more than the owner used.
 */
export function giveBackQuotas(
  ctx: Context,
  owner: string,
  key: string,
  amounts: readonly QuotaAmount[],
): Promise<void> {
  return giveBackUsed(ctx, QUOTA, owner, `back-${owner}-${key}`, wantsOf(amounts))
}

/** Who needs nothing of a quota leaves it alone. */
function wantsOf(needs: readonly QuotaNeed[]): Want[] {
  return needs
    .filter(({ amount }) => amount !== 0)
    .map(({ quotaId, amount, limit, shards }) => ({ thing: quotaId, quantity: amount, limit, shards }))
}
