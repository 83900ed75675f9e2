import type { Stopped } from '@shared/contract/distributor/schema'
import type { Trailed } from '../../../platform/trail'

/** Collection `distributors`, `_id` = openid of the member. */
export interface DistributorDoc extends Trailed {
  _id: string
  /** Random id that clients and the merchant see instead of the openid. */
  distributorId: string
  state: 'pending' | 'active' | 'refused' | Stopped
  realName: string
  mobile: string
  channel: string
  agreementVersion: number
  /** The token that this application was made with: the same one is not another application. */
  token?: string
  appliedAt: number
  decidedAt: number | null
  refusedReason: string | null
  /** The distributors above, nearest first (at most two), fixed when the application is approved. */
  uplines: string[]
  /** What changed the standing last; absent for whoever only ever applied. */
  lastAct?: StandingAct
  /**
   * When this one last left or was removed, kept for ever: whoever was a customer, or was fixed below, until then is
   * free, also when this one comes back.
   */
  freedAt?: number
}

export interface StandingAct {
  act: 'suspend' | 'remove' | 'reinstate' | 'leave'
  at: number
  /** Of the merchant's acts that take something away; the distributor reads it. */
  reason?: string
  /** Who on the staff did it; absent for the own act. */
  staffId?: string
}

/** A distributor with the name that they have as a member: it stands there alone, so a new one counts everywhere. */
export type NamedDistributor = DistributorDoc & { nickname: string }
