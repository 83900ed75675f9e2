import type { Trailed } from '../../../platform/trail'

/** Collection `distributors`, `_id` = openid of the member. */
export interface DistributorDoc extends Trailed {
  _id: string
  /** Random id that clients and the merchant see instead of the openid. */
  distributorId: string
  state: 'pending' | 'active' | 'refused' | 'suspended'
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
}

/** A distributor with the name that they have as a member: it stands there alone, so a new one counts everywhere. */
export type NamedDistributor = DistributorDoc & { nickname: string }
