import type { Context } from '../../../platform/context'
import { Overtaken, type Change, type Filter, type Operations } from '../../../platform/database'
import type { Account, AccountDoc, LedgerEntry } from './ledger.model'

const LEDGER = 'ledger'
const ACCOUNTS = 'accounts'

/** The balances that an account stores; `pending` is the sum over commissions and never stored. */
const BALANCES = {
  available: 'availableFen',
  withdrawing: 'withdrawingFen',
  paid: 'paidFen',
  debt: 'debtFen',
} as const satisfies Partial<Record<Account, keyof AccountDoc>>
type Balance = (typeof BALANCES)[keyof typeof BALANCES]

/** Books an entry that moves no stored balance; `false` when it stands already. */
export function insertEntry(ctx: Context, entry: LedgerEntry): Promise<boolean> {
  return ctx.db.insert(LEDGER, entry)
}

export function readEntry(ctx: Context, id: string): Promise<LedgerEntry | null> {
  return ctx.db.get(LEDGER, id)
}

/** The entries of one order, newest first. */
export function findOrderEntries(ctx: Context, orderId: string): Promise<LedgerEntry[]> {
  return ctx.db.find(LEDGER, {
    where: { orderId },
    orderBy: [['at', 'desc']],
    limit: 200,
  })
}

/** The accounts of these distributors (at most 1,000). */
export async function findAccounts(ctx: Context, distributorIds: readonly string[]): Promise<AccountDoc[]> {
  if (distributorIds.length === 0) return []
  return ctx.db.find(ACCOUNTS, { where: { _id: ctx.db._.in([...distributorIds]) }, limit: 1000 })
}

/** Opens an account with nothing in it; `false` when it is open already. */
export function openAccount(ctx: Context, distributorId: string): Promise<boolean> {
  return ctx.db.insert(ACCOUNTS, {
    _id: distributorId,
    availableFen: 0,
    withdrawingFen: 0,
    paidFen: 0,
    debtFen: 0,
  })
}

/** Thrown inside a transaction that needs an account which is not open yet: an insert there could not fail softly. */
class AccountMissing extends Error {
  override readonly name = 'AccountMissing'

  constructor(readonly distributorId: string) {
    super('the account is not open')
  }
}

/** What a transaction works with. */
export interface LedgerTransaction {
  readonly inside: Operations
  account(distributorId: string): Promise<AccountDoc>
  /** Writes an entry and moves every balance it names. @throws when the entry stands already */
  post(entry: LedgerEntry): Promise<void>
}

/** How an entry moves the stored balances of somebody, fen. */
function movesOf(entry: LedgerEntry, distributorId: string): Map<Balance, number> {
  const moves = new Map<Balance, number>()
  for (const posting of entry.postings) {
    if (posting.distributorId !== distributorId) continue
    if (posting.account === 'pending' || posting.account === 'shop') continue
    const balance = BALANCES[posting.account]
    moves.set(balance, (moves.get(balance) ?? 0) + posting.fen)
  }
  return moves
}

function ledgerTransaction({ db: { _ } }: Context, inside: Operations): LedgerTransaction {
  const read = new Map<string, AccountDoc>()
  const account = async (distributorId: string) => {
    const found = read.get(distributorId) ?? (await inside.get(ACCOUNTS, distributorId))
    if (!found) throw new AccountMissing(distributorId)
    read.set(distributorId, found)
    return found
  }
  return {
    inside,
    account,
    async post(entry) {
      // Always in the same order, so that two bookings meet on their first account and not crosswise.
      for (const distributorId of [...entry.distributorIds].sort()) {
        const moves = movesOf(entry, distributorId)
        if (moves.size === 0) continue
        const before = await account(distributorId)
        const where: Filter<'accounts'> = { _id: distributorId }
        const change: Change<'accounts'> = {}
        for (const [balance, fen] of moves) {
          // From the balance that was read: an increment that arrives twice finds another one and counts once.
          where[balance] = before[balance]
          change[balance] = _.inc(fen)
        }
        const after = await inside.changeAndGet(ACCOUNTS, where, change)
        if (!after) throw new Overtaken(entry._id)
        read.set(distributorId, after)
      }
      if (!(await inside.insert(LEDGER, entry))) throw new Error(`the entry ${entry._id} stands already`)
    },
  }
}

/** A transaction over entry and balances; accounts it misses are opened on the way, then it runs again. */
export async function transact<T>(ctx: Context, body: (within: LedgerTransaction) => Promise<T>): Promise<T> {
  let opened: string | undefined
  for (;;) {
    try {
      return await ctx.db.transaction((inside) => body(ledgerTransaction(ctx, inside)))
    } catch (error) {
      if (!(error instanceof AccountMissing) || error.distributorId === opened) throw error
      opened = error.distributorId
      await openAccount(ctx, opened)
    }
  }
}
