import type { Owing } from '../../../platform/owed'

/**
 * Collection `commissions`, `_id` = order number: what one paid order earns its distributors, all levels in one
 * document, so that accruing, releasing, reversing and settling an order are one conditional update each.
 */
export interface CommissionDoc extends Owing {
  buyerId: string
  buyerName: string
  title: string
  picture: string
  goodsPayFen: number
  policyVersion: number
  baseKind: 'sales' | 'profit'
  /** Days from receipt to release, of the policy the order was placed under. */
  freezeDays: number
  lines: CommissionLineDoc[]
  shares: CommissionShare[]
  /** The distributors of `shares`, for queries. */
  distributorIds: string[]
  /** `pending` until a settlement takes it; `reversed` once refunds have taken back everything. */
  state: 'pending' | 'settled' | 'reversed'
  accruedAt: number
  /** When it may be settled: receipt + freeze days; null until the buyer has received the goods. */
  releaseAt: number | null
  /** The key of the settlement that took it; null before. What comes back from then on is debt. */
  cycle: string | null
  settledAt: number | null
  /** True from the moment a settlement takes it until the statements that hold it are posted; absent otherwise. */
  crediting?: boolean
  /** By refund number. */
  reversals: Record<string, CommissionReversal>
}

export interface CommissionLineDoc {
  /** The order's line. */
  lineId: string
  name: string
  specText: string
  picture: string
  quantity: number
  goodsFen: number
  discountFen: number
  payFen: number
  /** Cost of all pieces that was taken off; 0 when commission counts on sales. */
  costFen: number
  baseFen: number
}

export interface CommissionShare {
  level: number
  distributorId: string
  /** The policy's rate of the level; what a line really pays stands in `lines`. */
  rateBps: number
  /** What each line earns at its own rate. */
  lines: { lineId: string; rateBps: number; fen: number }[]
  amountFen: number
  /** What refunds have taken back so far: the sum over `reversals`. */
  reversedFen: number
}

export interface CommissionReversal {
  at: number
  /** Whether it met the commission before or after a settlement took it. */
  stage: 'pending' | 'settled'
  /** What the buyer gets back of freight and of each line: what the amounts follow from. */
  freightFen: number
  lines: { lineId: string; quantity: number; fen: number }[]
  amounts: { distributorId: string; level: number; fen: number }[]
}
