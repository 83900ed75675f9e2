/**
 * What of a distributor's money is there to be paid out, and what a refund takes of it. What was settled is taken from
 * the balance first; debt is only what is gone already. So nobody owes while something can be withdrawn.
 */

/** The balances of a distributor that this is about, fen. */
export interface Wallet {
  /** ≥ 0: settled and not yet withdrawn. */
  availableFen: number
  /** ≤ 0: what is owed back for refunds of money that was withdrawn before. */
  debtFen: number
}

/** What may be withdrawn, fen: never what is owed. */
export function withdrawableFen({ availableFen, debtFen }: Wallet): number {
  return Math.max(0, availableFen + Math.min(0, debtFen))
}

/** How much of `fen`, which a refund takes back after the settlement, comes out of the balance; the rest is debt. */
export function takenFromAvailable(wallet: Wallet, fen: number): number {
  return Math.min(fen, Math.max(0, wallet.availableFen))
}

/** Whether balances can be: nothing below 0, no debt above it, and no debt beside money. */
export function isSoundWallet({ availableFen, debtFen }: Wallet): boolean {
  return availableFen >= 0 && debtFen <= 0 && (availableFen === 0 || debtFen === 0)
}

/** What was credited in all and was not taken back by refunds, paid out or not; fen. */
export function earnedFen({
  availableFen,
  withdrawingFen,
  paidFen,
  debtFen,
}: Wallet & { withdrawingFen: number; paidFen: number }): number {
  return availableFen + withdrawingFen + paidFen + debtFen
}
