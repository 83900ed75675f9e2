import type { Context } from '../../../platform/context'
import { accrualEntry, reversalEntry, type Amount, type Reversal } from './booking.rules'
import { insertEntry, readEntry, transact } from './ledger.repo'

/** Books what a paid order earns; twice is once. One round trip; none when there is nothing to book. */
export async function bookAccrual(
  ctx: Context,
  orderId: string,
  at: number,
  amounts: readonly Amount[],
): Promise<void> {
  if (amounts.some(({ fen }) => fen > 0)) await insertEntry(ctx, accrualEntry(orderId, at, amounts))
}

/**
 * Books what a refund takes back; twice is once. Before settlement that is one insert; afterwards it is debt, and
 * the entry and the balances are written in one transaction.
 */
export async function bookReversal(
  ctx: Context,
  orderId: string,
  refundNo: string,
  reversal: Reversal,
): Promise<void> {
  if (reversal.amounts.every(({ fen }) => fen === 0)) return
  const entry = reversalEntry(orderId, refundNo, reversal)
  if (reversal.stage === 'pending') {
    await insertEntry(ctx, entry)
    return
  }
  try {
    await transact(ctx, (books) => books.post(entry))
  } catch (error) {
    if (!(await readEntry(ctx, entry._id))) throw error
  }
}
