import type { Stopped } from '@shared/contract/distributor/schema'
import type { Sealed } from '../../../platform/personal'
import type { Trailed } from '../../../platform/trail'

/** Who applies, and where they want to recommend the shop; sealed wherever it is stored. */
export interface Applicant {
  realName: string
  mobile: string
  channel: string
}

/** An applicant as it is stored: what lies in the seal stands nowhere beside it. */
interface KeptApplicant extends Partial<Record<keyof Applicant, never>> {
  /** Absent once it was taken away. */
  applicant?: Sealed<Applicant>
}

/** Collection `distributors`, `_id` = openid of the member. */
export interface DistributorDoc extends Trailed, KeptApplicant {
  _id: string
  /** Random id that clients and the merchant see instead of the openid. */
  distributorId: string
  state: 'pending' | 'active' | 'refused' | Stopped
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
