import { takenFromAvailable, type Wallet } from '@shared/rules/wallet'
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

/** The id of what a refund takes back; it does not depend on where that comes from. */
export const reversalId = (orderId: string, refundNo: string): string => `reverse-${orderId}-${refundNo}`

/**
 * A refund takes out of `pending`, or, after the settlement, out of `available` as far as that goes, and the rest
 * makes debt.
 * @param wallets the balances it meets after the settlement; somebody who is missing has nothing left
 */
export function reversalEntry(
  orderId: string,
  refundNo: string,
  { at, stage, amounts }: Reversal,
  wallets: ReadonlyMap<string, Wallet> = new Map(),
): LedgerEntry {
  const taken = amounts.filter(({ fen }) => fen !== 0)
  const total = taken.reduce((sum, { fen }) => sum + fen, 0)
  const postings = taken.flatMap(({ distributorId, fen }): Posting[] => {
    if (stage === 'pending') return [{ distributorId, account: 'pending', fen: -fen }]
    const wallet = wallets.get(distributorId) ?? { availableFen: 0, debtFen: 0 }
    const there = takenFromAvailable(wallet, fen)
    const parts: Posting[] = [
      { distributorId, account: 'available', fen: -there },
      { distributorId, account: 'debt', fen: there - fen },
    ]
    return parts.filter((part) => part.fen !== 0)
  })
  const _id = reversalId(orderId, refundNo)
  return entry({ _id, kind: 'reverse', orderId, at }, [
    ...postings,
    { distributorId: null, account: 'shop', fen: total },
  ])
}

/**
 * What an entry posts, in words that are equal when two entries book the same. What a refund took after the settlement
 * counts in all: how much of it was still there is known by the entry alone. A part that gives instead of taking is
 * never the same.
 */
export function postingsText({ kind, postings }: Pick<LedgerEntry, 'kind' | 'postings'>): string {
  const shown: Posting[] = []
  for (const posting of postings) {
    const before = shown.at(-1)
    if (kind !== 'reverse' || posting.account === 'shop' || posting.fen >= 0) shown.push(posting)
    else if (posting.account === 'available') shown.push({ ...posting, account: 'debt' })
    else if (posting.account === 'debt' && before?.account === 'debt' && isOfSame(before, posting)) {
      shown[shown.length - 1] = { ...before, fen: before.fen + posting.fen }
    } else shown.push(posting)
  }
  return shown.map(({ distributorId, account, fen }) => `${distributorId ?? ''}/${account}/${fen}`).join(' ')
}

const isOfSame = (a: Posting, b: Posting): boolean => a.distributorId === b.distributorId

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
