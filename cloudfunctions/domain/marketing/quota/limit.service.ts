import { allocate } from '@shared/rules/allocation'
import { again } from '../../../platform/again'
import type { Context } from '../../../platform/context'
import { spread, sum } from '../../../platform/hold'
import { newQuota } from './quota.model'
import { findQuotas, insertQuota, shiftLimit, type QuotaNumbers } from './quota.repo'
import { stateOf, type QuotaState } from './state.service'

/** Others are setting the same limit just now; that often is left to whoever asks. */
const TRIES = 20

/**
 * Gives a quota a limit of its own: makes it, raises it, or lowers it, but never below what is held and used: what
 * orders took stays theirs, and the limit stops there. Answers the quota as it is then. Again is the same; of several
 * at once one is the last, and meanwhile there is never more to be had than the largest of them allows.
 *
 * `shards`: over how many documents it spreads (a hot budget). It is decided by the first limit: documents that are
 * added later are empty.
 *
 * How it is exact without a lock: documents are made with their share, or, beside others, empty; once they are all
 * there only the first is ever raised, from the limit that was seen. The others can only have been lowered since.
 *
 * @throws AppError BUSY
 */
export async function setLimit(
  ctx: Context,
  quotaId: string,
  limit: number,
  shards = 1,
): Promise<QuotaState> {
  if (!Number.isSafeInteger(limit) || limit < 0) throw new RangeError(`no limit: ${limit}`)
  return again(TRIES, async () => {
    const documents = await findQuotas(ctx, [quotaId])
    const delta = limit - sum(documents.map(limitOf))
    if (await makeMissing(ctx, quotaId, limit, { documents, shards })) return undefined
    const parts = delta > 0 ? [{ id: quotaId, delta }] : spread(documents, delta)
    if (parts.length === 0) return stateOf({ quotaId }, documents)
    await Promise.all(
      parts.map((part) => {
        const seen = documents.find(({ _id }) => _id === part.id)
        return seen && shiftLimit(ctx, seen, part.delta)
      }),
    )
    // Whether it is set is seen when it is read again.
    return undefined
  })
}

/** Makes the documents that are missing. `false` when there are all. */
async function makeMissing(
  ctx: Context,
  quotaId: string,
  limit: number,
  { documents, shards }: { documents: readonly QuotaNumbers[]; shards: number },
): Promise<boolean> {
  const isNew = documents.length === 0
  const shares = allocate(isNew ? limit : 0, Array<number>(shards).fill(1))
  const missing = shares.flatMap((share, shard) =>
    documents.some((document) => document.shard === shard) ? [] : [newQuota(quotaId, share, shard)],
  )
  await Promise.all(missing.map((document) => insertQuota(ctx, document)))
  return missing.length > 0
}

function limitOf({ quotaId, limit }: QuotaNumbers): number {
  if (limit === null) throw new Error(`${quotaId} only counts: its limit is said by whoever needs it`)
  return limit
}
