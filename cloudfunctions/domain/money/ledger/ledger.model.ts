/** The accounts of a distributor; `shop` is the other side of every booking. */
export type Account = 'pending' | 'available' | 'withdrawing' | 'paid' | 'debt'

/**
 * Collection `ledger`: immutable entries whose postings sum to 0. `_id` follows from what is booked
 * (`accrue-<order>`, `reverse-<order>-<refund>`, `settle-<statement>`): booking twice is once.
 */
export interface LedgerEntry {
  _id: string
  kind: 'accrue' | 'reverse' | 'settle'
  orderId: string | null
  statementId: string | null
  at: number
  postings: Posting[]
  /** The distributors of `postings`, for queries. */
  distributorIds: string[]
}

export interface Posting {
  /** Whose account; null for the shop's side. */
  distributorId: string | null
  account: Account | 'shop'
  /** Signed fen. `debt` is negative while the distributor owes. */
  fen: number
}

/** Collection `accounts`, `_id` = distributor (openid): balances that change in settlement and withdrawal only. */
export interface AccountDoc {
  _id: string
  availableFen: number
  withdrawingFen: number
  paidFen: number
  /** ≤ 0: what is owed back for refunds after settlement. */
  debtFen: number
}

/**
 * Collection `statements`: what one settlement credited to one distributor. `_id` = `<cycle>-<code of the
 * distributor>`; a commission that a slow settlement took late stands in a supplement, `…-2`.
 */
export interface StatementDoc {
  _id: string
  distributorId: string
  cycle: string
  /** 1, and above for supplements. */
  part: number
  period: string
  state: 'open' | 'posted'
  commissions: number
  grossFen: number
  debtNettedFen: number
  creditedFen: number
  postedAt: number | null
}
