import { derivedId } from '../../../platform/ids'
import { newHolding, type Holding, type HoldStore } from '../../../platform/hold'

/**
 * Collection `quotas`: what is limited and is no goods (a budget in fen, uses a member, seats of a group), `_id` =
 * quota id (a hot one spreads over `budget.p1`, `budget.p1#1`, `budget.p1#2` …). It is held under the numbers of
 * orders, and under `<kind>:<id>` of whatever else may hold quotas (`quota.seams.ts`).
 *
 * A quota is of one of two kinds for all its life:
 * - it has a limit of its own, set by `setLimit`: limit = available + held + used, in each of its documents
 * - it only counts, and each need says the limit: 0 = available + held + used, and `available` goes down to −limit.
 *   Its document is made by the first need. Another limit holds for everybody at once, with no document to change.
 */
export interface QuotaDoc extends Holding {
  quotaId: string
  /** This document's share of the quota's limit; `null` when it only counts. */
  limit: number | null
  /** What was used up (by orders that were paid), less what was given back (by refunds). */
  used: number
}

declare module '../../sale/order/order.model' {
  interface OrderDoc {
    /**
     * What it takes of quotas, filled by whoever prices it; held from placing, together with its stock, until it is
     * paid or closed.
     */
    quotas?: QuotaNeed[]
  }
  interface RefundDoc {
    /** What it gives back of the order's quotas: its share of them, over all refunds no more than the order took. */
    quotas?: QuotaAmount[]
  }
}

/** So much of a quota, in its unit: fen, uses, seats. */
export interface QuotaAmount {
  quotaId: string
  amount: number
}

/** What an order, or another owner, needs of a quota. */
export interface QuotaNeed extends QuotaAmount {
  /** For a quota that only counts: what all orders together may hold and use. It has one document then. */
  limit?: number
  /**
   * Over how many documents a quota with a limit of its own spreads: as many as `setLimit` was told, or it is not found
   * whole; one when absent.
   */
  shards?: number
  /**
   * Whether refunds of the order give it back: each the share of what it pays back, the last one the rest. Absent: what
   * was used stays used (a member's uses, so that nobody buys, returns and buys again).
   */
  givesBackOnRefund?: boolean
  /** The lines that it is taken for, of which a refund has its share; all of them when absent. */
  lineIds?: readonly string[]
  /** What the buyer reads when it is not to be had; a sentence that suits every kind when absent. */
  gone?: string
}

export const QUOTA: HoldStore<'quotas'> = {
  collection: 'quotas',
  thing: 'quotaId',
  used: 'used',
  idOf: documentId,
  counter: { fresh: (quotaId) => newQuota(quotaId, null), only: { limit: null } },
}

/** Orders hold under their numbers alone. */
export const ORDER_OWNERS = 'order'

/** The name that something of another kind than an order holds under. */
export const ownerOf = (kind: string, id: string): string => `${kind}:${id}`

export function readOwner(owner: string): { kind: string; id: string } {
  const at = owner.indexOf(':')
  return at === -1 ? { kind: ORDER_OWNERS, id: owner } : { kind: owner.slice(0, at), id: owner.slice(at + 1) }
}

/** A document of a quota as it begins its life. */
export function newQuota(quotaId: string, limit: number | null, shard = 0): QuotaDoc {
  return { _id: documentId(quotaId, shard), quotaId, ...newHolding(limit ?? 0, shard), limit, used: 0 }
}

/** Not a dot, as of stock: the parts of a quota's id are joined by dots. */
function documentId(quotaId: string, shard: number): string {
  return shard === 0 ? quotaId : `${quotaId}#${shard}`
}

/**
 * The id of a quota: `budget.<promotion>`, `seats.<group>`; with a member, of each member's own: `uses.<promotion>.…`,
 * which says nothing about who it is.
 */
export function quotaIdOf(kind: string, thing: string, openid?: string): string {
  return openid === undefined ? `${kind}.${thing}` : `${kind}.${thing}.${derivedId(22, 'quota', openid)}`
}
