import type { Account, LedgerEntry, Posting } from './ledger.model'

/** Entries of the ledger as they follow from what is booked: the same booking always makes the same entry. */

export interface Amount {
  distributorId: string
  fen: number
}

/** What a refund takes back; amounts are positive. */
export interface Reversal {
  at: number
  /** Whether it met the commission before or after a settlement took it. */
  stage: 'pending' | 'settled'
  amounts: readonly Amount[]
}

/** Postings that move each amount into (or, negative, out of) an account, balanced by the shop's side. */
function against(account: Account, amounts: readonly Amount[]): Posting[] {
  const moved = amounts.filter(({ fen }) => fen !== 0)
  const total = moved.reduce((sum, { fen }) => sum + fen, 0)
  return [
    ...moved.map(({ distributorId, fen }): Posting => ({ distributorId, account, fen })),
    { distributorId: null, account: 'shop', fen: -total },
  ]
}

function entry(
  fields: Pick<LedgerEntry, '_id' | 'kind' | 'at'> & { orderId?: string; statementId?: string },
  postings: Posting[],
): LedgerEntry {
  const { orderId = null, statementId = null, ...rest } = fields
  const distributorIds = postings.flatMap(({ distributorId }) => distributorId ?? [])
  return { ...rest, orderId, statementId, postings, distributorIds: [...new Set(distributorIds)] }
}

/** A paid order credits `pending`. */
export function accrualEntry(orderId: string, at: number, amounts: readonly Amount[]): LedgerEntry {
  return entry({ _id: `accrue-${orderId}`, kind: 'accrue', orderId, at }, against('pending', amounts))
}

/** A refund takes out of `pending`, or, after the settlement, makes debt. */
export function reversalEntry(orderId: string, refundNo: string, reversal: Reversal): LedgerEntry {
  const account = reversal.stage === 'pending' ? 'pending' : 'debt'
  const taken = reversal.amounts.map(({ distributorId, fen }) => ({ distributorId, fen: -fen }))
  const _id = `reverse-${orderId}-${refundNo}`
  return entry({ _id, kind: 'reverse', orderId, at: reversal.at }, against(account, taken))
}

/** A statement moves what was pending into `available`, less what pays debt back. */
export function settlementEntry(
  statement: { _id: string; distributorId: string; grossFen: number },
  debtNettedFen: number,
  at: number,
): LedgerEntry {
  const { _id, distributorId, grossFen } = statement
  const postings: Posting[] = [
    { distributorId, account: 'pending', fen: -grossFen },
    { distributorId, account: 'available', fen: grossFen - debtNettedFen },
    { distributorId, account: 'debt', fen: debtNettedFen },
  ]
  return entry(
    { _id: `settle-${_id}`, kind: 'settle', statementId: _id, at },
    postings.filter(({ fen }) => fen !== 0),
  )
}
