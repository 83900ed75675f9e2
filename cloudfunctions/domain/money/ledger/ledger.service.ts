import type { Context } from '../../../platform/context'
import { accrualEntry, reversalEntry, reversalId, type Amount, type Reversal } from './booking.rules'
import type { AccountDoc } from './ledger.model'
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
 * Books what a refund takes back; twice is once. Before settlement that is one insert. Afterwards the balances say how
 * much of it is still there and how much is debt: they are read, and written with the entry, in one transaction.
 */
export async function bookReversal(
  ctx: Context,
  orderId: string,
  refundNo: string,
  reversal: Reversal,
): Promise<void> {
  const taken = reversal.amounts.filter(({ fen }) => fen !== 0)
  if (taken.length === 0) return
  if (reversal.stage === 'pending') {
    await insertEntry(ctx, reversalEntry(orderId, refundNo, reversal))
    return
  }
  try {
    await transact(ctx, async ({ account, post }) => {
      const wallets = new Map<string, AccountDoc>()
      // In the order in which they are written, so that two bookings meet on their first account.
      for (const id of taken.map(({ distributorId }) => distributorId).sort())
        wallets.set(id, await account(id))
      await post(reversalEntry(orderId, refundNo, reversal, wallets))
    })
  } catch (error) {
    if (!(await readEntry(ctx, reversalId(orderId, refundNo)))) throw error
  }
}
