import type { Context } from '../../../platform/context'
import type { Owners } from '../../../platform/hold'

/**
 * One kind of document that may hold quotas, and what its domain says of it (`quotaOwners` in its `x.reservations.ts`).
 * Orders are the first kind and hold under their numbers; who holds for another kind is named by it (`ownerOf`).
 */
export interface QuotaOwners {
  /** The kind, as it stands in the names of its owners. Without `.`, `$` and `:`. */
  readonly name: string
  /**
   * What is known of those with these ids: whether they still count on what they hold, and whether they may give back
   * again what they gave back. One that does not exist is not live. The sweep asks, of what is old only.
   */
  standing(ctx: Context, ids: readonly string[]): Promise<Owners<'quotas'>>
  /**
   * What all of the kind hold and have used of these quotas, less what they gave back, by what their own documents say:
   * the audit compares it with the quotas'. At most 100 quotas; one of which they have nothing may be missing.
   */
  taken(ctx: Context, quotaIds: readonly string[]): Promise<ReadonlyMap<string, number>>
}

declare module '../../../platform/context' {
  interface Seams {
    readonly quotaOwners: readonly QuotaOwners[]
  }
}
