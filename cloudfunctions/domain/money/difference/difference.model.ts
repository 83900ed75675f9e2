import type { DIFFERENCE_STATES, DifferenceKind } from '@shared/contract/reconciliation/schema'
import type { Trailed } from '../../../platform/trail'

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
export interface DifferenceDoc extends Finding, Trailed {
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
