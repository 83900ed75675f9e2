import * as z from 'zod'
import { bps, fen, instant, signedFen } from '../fields'

/** What a distributor sees of one commission: frozen until receipt and the freeze days, then settled. */
export const COMMISSION_STATES = ['pending', 'settled', 'reversed'] as const
export type CommissionState = (typeof COMMISSION_STATES)[number]

export const commissionRow = z.object({
  commissionId: z.string(),
  level: z.int(),
  /** 林**. */
  buyerName: z.string(),
  title: z.string(),
  picture: z.string(),
  orderTail: z.string(),
  /** What the buyer pays for the goods, without freight. */
  goodsPayFen: fen,
  /**
   * What the rate is applied to, when that is the goods as paid. Absent when it is the profit on them: beside what the
   * buyer paid it would say the shop's cost.
   */
  baseFen: fen.optional(),
  baseKind: z.enum(['sales', 'profit']),
  rateBps: bps,
  /** The commission as accrued. */
  accruedFen: fen,
  /** What refunds took back. */
  reversedFen: fen,
  /** accrued − reversed. */
  amountFen: fen,
  state: z.enum(COMMISSION_STATES),
  accruedAt: instant,
  /** When it may be settled; absent until the buyer has received the goods. */
  releaseAt: instant.optional(),
  settledAt: instant.optional(),
})
export type CommissionRow = z.infer<typeof commissionRow>

export const commissionLine = z.object({
  name: z.string(),
  specText: z.string(),
  picture: z.string(),
  quantity: z.int(),
  /** 售价小计, before discounts. */
  goodsFen: fen,
  discountFen: fen,
  /** As in the row: absent when commission counts on profit. */
  baseFen: fen.optional(),
  rateBps: bps,
  amountFen: fen,
  /** 适用规则, in words. */
  rule: z.string(),
})

export const commissionDetail = commissionRow.extend({
  policyVersion: z.int(),
  lines: z.array(commissionLine),
  /** Every booking of the ledger that moved this commission, newest first. */
  timeline: z.array(z.object({ at: instant, title: z.string(), note: z.string(), amountFen: signedFen })),
  /** In words: why and when it is paid. */
  explanation: z.string(),
})
export type CommissionDetail = z.infer<typeof commissionDetail>
