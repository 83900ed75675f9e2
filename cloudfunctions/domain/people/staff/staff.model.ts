import type { Trailed } from '../../../platform/trail'

declare module '../../../platform/context' {
  interface StaffContext {
    /** Who calls, as the door has read them. */
    readonly staff: StaffDoc
  }
}

/** Collection `staff`, `_id` = openid. Written by hand: see `staff.rules`. */
export interface StaffDoc {
  _id: string
  name: string
  owner: boolean
  permissions: string[]
}

/**
 * Collection `ownerCodes`, `_id` = what follows from the code, which itself is kept nowhere. Who becomes the owner by
 * one stands in it, and once `doneAt` is set nothing of it changes: it is the record of the deed.
 */
export interface OwnerCodeDoc extends Trailed {
  _id: string
  madeAt: number
  expiresAt: number
  /** When a newer one took its place. */
  voidAt: number | null
  usedAt: number | null
  usedBy: string | null
  /** The request that used it, as the log has it. */
  requestId: string | null
  /** What that person was on the staff before. */
  before: { owner: boolean; permissions: string[] } | null
  doneAt: number | null
}

/** Collection `claimTries`, `_id` = openid: how often somebody has tried codes since `since`. */
export interface ClaimTriesDoc {
  _id: string
  since: number
  tries: number
}
