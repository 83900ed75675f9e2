import type { DIFFERENCE_STATES, DifferenceKind } from '@shared/contract/reconciliation/schema'
import type { FundFlowBill, TradeSums } from '../../../platform/ports'

/**
 * A business day and what came of comparing it with WeChat Pay's bill.
 *
 * Collection `reconciliations`, `_id` = day, such as `2026-11-20`. Days stand without a gap.
 */
export interface ReconciliationDoc {
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

/** A difference between a bill and the mall: no names, no openids of buyers. */
export interface Finding {
  kind: DifferenceKind
  /** The order that the bill or the mall names; empty for the day as a whole. */
  orderId: string
  /** Whether the mall has that order. */
  known: boolean
  /** transaction_id of a payment, out_refund_no of a refund, the day for the day as a whole. */
  number: string
  oursFen: number | null
  billFen: number | null
}

/** Collection `differences`; the id follows from day, kind and number, so that finding it twice is once. */
export interface DifferenceDoc extends Finding {
  _id: string
  day: string
  state: (typeof DIFFERENCE_STATES)[number]
  foundAt: number
  closedAt?: number
  /** Openid and name of who dealt with it; absent when the mall did. */
  closedBy?: string
  closedByName?: string
  note?: string
}
