import * as z from 'zod'
import { fen, instant, signedFen } from '../fields'

/** A business day that somebody names, `2026-11-20`. */
export const dayInput = z.string().regex(/^\d{4}-\d\d-\d\d$/)

/**
 * What differs between WeChat Pay's bill of a day and the mall.
 * - `payment_unknown`: paid at WeChat Pay, and no such order here
 * - `payment_missed`: paid at WeChat Pay, and not paid here
 * - `payment_unbilled`: paid here, and not in the bill
 * - `payment_amount`: another amount
 * - `payment_twice`: a second row or a second payment of the same order
 * - `refund_…`: the same of refunds; `refund_missed`: back with the buyer, and not so here; `refund_state`: done here,
 *   and not at WeChat Pay
 * - `flow`: what went through the account is not what the trades come to
 */
export const DIFFERENCE_KINDS = [
  'payment_unknown',
  'payment_missed',
  'payment_unbilled',
  'payment_amount',
  'payment_twice',
  'refund_unknown',
  'refund_missed',
  'refund_unbilled',
  'refund_amount',
  'refund_state',
  'refund_twice',
  'flow',
] as const
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]

/**
 * `open`: somebody has to look. `resolved`: the mall put it right by itself. `staff_handled`: somebody on the
 * staff dealt with it. Listed in the order of their names, so a new one has to sort where it belongs.
 */
export const DIFFERENCE_STATES = ['open', 'resolved', 'staff_handled'] as const

/**
 * Where the reconciliation of a day stands. `pending`: not looked at yet. `waiting`: WeChat Pay has not made the
 * bill. `failed`: the bill could not be had or read; tried again by itself. `matched`: no difference.
 * `different`: some are open. `closed`: there were some, and all are dealt with.
 */
export const RECONCILIATION_STATES = [
  'pending',
  'waiting',
  'failed',
  'matched',
  'different',
  'closed',
] as const
export type ReconciliationState = (typeof RECONCILIATION_STATES)[number]

export const reconciledDay = z.object({
  /** A business day, `2026-11-20`. */
  day: z.string(),
  state: z.enum(RECONCILIATION_STATES),
  /** Differences nobody has dealt with. */
  open: z.int(),
  /** All differences of the day, those dealt with included. */
  found: z.int(),
  /** When it was compared last. */
  reconciledAt: instant.optional(),
  /** When it is looked at again by itself. */
  nextAt: instant.optional(),
  /** What the bill comes to; absent until it was compared. */
  sums: z
    .object({
      payments: z.int(),
      paymentFen: fen,
      refunds: z.int(),
      refundFen: fen,
      feeFen: signedFen,
      netFen: signedFen,
    })
    .optional(),
})
export type ReconciledDay = z.infer<typeof reconciledDay>

export const difference = z.object({
  differenceId: z.string(),
  kind: z.enum(DIFFERENCE_KINDS),
  state: z.enum(DIFFERENCE_STATES),
  /** Absent when it is about no order of the mall. */
  orderId: z.string().optional(),
  /** Of the merchant's order as the bill names it, when the mall does not know it. */
  foreignOrderId: z.string().optional(),
  /** WeChat Pay's number of the payment, or ours of the refund. */
  number: z.string(),
  /** What stands here and what stands in the bill; absent where there is nothing. */
  oursFen: signedFen.optional(),
  billFen: signedFen.optional(),
  foundAt: instant,
  /** Who dealt with it (absent: the mall itself), when, and what they noted. */
  closedBy: z.string().optional(),
  closedAt: instant.optional(),
  note: z.string().optional(),
})
export type Difference = z.infer<typeof difference>
