import type { FundFlowBill, TradeSums } from '../../../platform/ports'
import type { Trailed } from '../../../platform/trail'

/**
 * A business day and what came of comparing it with WeChat Pay's bill.
 *
 * Collection `reconciliations`, `_id` = day, such as `2026-11-20`. Days stand without a gap.
 */
export interface ReconciliationDoc extends Trailed {
  _id: string
  /** `pending`: never compared; `waiting`: the bill is not made yet; `failed`: it could not be had or read. */
  state: 'pending' | 'waiting' | 'failed' | 'done'
  /** When it is looked at by itself; absent when there is no reason to. */
  nextAt?: number
  /** Until then somebody compares it; 0 for nobody. Whoever ends it has to find what they wrote. */
  leaseUntil: number
  /** Looks since it was done last. */
  tries: number
  /** For the log and developers: why it is `failed`. */
  problem?: string
  reconciledAt?: number
  sums?: TradeSums
  flow?: FundFlowBill
  /** Rows of the merchant's other apps. */
  others: number
  /** Differences of the day, those dealt with included. */
  found: number
  /** Differences of the last look beyond those that were kept. */
  unlisted: number
}
