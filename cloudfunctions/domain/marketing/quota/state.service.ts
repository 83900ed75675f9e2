import type { Context } from '../../../platform/context'
import { sum } from '../../../platform/hold'
import { findQuotas, type QuotaNumbers } from './quota.repo'

/** A quota over all its documents, in its unit: limit = left + held + used. */
export interface QuotaState {
  readonly quotaId: string
  readonly limit: number
  /** What can still be had. */
  readonly left: number
  /** By orders that wait for their payment. */
  readonly held: number
  readonly used: number
}

/** `limit`: of a quota that only counts. */
export interface QuotaRef {
  readonly quotaId: string
  readonly limit?: number
}

/** Quotas by id: one trip. One that nobody has set or needed yet is missing, unless its limit is told. */
export async function quotasOf(ctx: Context, refs: readonly QuotaRef[]): Promise<Map<string, QuotaState>> {
  const documents = await findQuotas(ctx, [...new Set(refs.map(({ quotaId }) => quotaId))])
  const states = refs.flatMap((ref) => {
    const own = documents.filter(({ quotaId }) => quotaId === ref.quotaId)
    return own.length > 0 || ref.limit !== undefined ? [stateOf(ref, own)] : []
  })
  return new Map(states.map((state) => [state.quotaId, state]))
}

/** A quota: one trip. Nothing when nobody has set or needed it yet and its limit is not told. */
export async function quotaOf(
  ctx: Context,
  quotaId: string,
  limit?: number,
): Promise<QuotaState | undefined> {
  return (await quotasOf(ctx, [{ quotaId, limit }])).get(quotaId)
}

/** What the documents of one quota say together. Of a limit below what is held and used nothing is left. */
export function stateOf(
  ref: QuotaRef,
  documents: readonly Pick<QuotaNumbers, 'limit' | 'available' | 'used'>[],
): QuotaState {
  const total = (of: (document: (typeof documents)[number]) => number) => sum(documents.map(of))
  const used = total((document) => document.used)
  const held = total(({ limit, available, used }) => (limit ?? 0) - available - used)
  const counts = documents.every(({ limit }) => limit === null)
  const limit = counts ? (ref.limit ?? 0) : total((document) => document.limit ?? 0)
  return { quotaId: ref.quotaId, limit, left: Math.max(0, limit - held - used), held, used }
}
