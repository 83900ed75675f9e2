import type { Context } from '../../platform/context'
import type { Change, Operations } from '../../platform/database'
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

/** Books an entry that moves no stored balance; `false` when it stands already. */
export function insertEntry(ctx: Context, entry: LedgerEntry): Promise<boolean> {
  return ctx.db.insert(LEDGER, entry)
}

export function readEntry(ctx: Context, id: string): Promise<LedgerEntry | null> {
  return ctx.db.get<LedgerEntry>(LEDGER, id)
}

/** The entries of one order, newest first. */
export function findOrderEntries(ctx: Context, orderId: string): Promise<LedgerEntry[]> {
  return ctx.db.find<LedgerEntry>(LEDGER, {
    where: { orderId },
    orderBy: [['at', 'desc']],
    limit: 200,
  })
}

export function readAccount(ctx: Context, distributorId: string): Promise<AccountDoc | null> {
  return ctx.db.get<AccountDoc>(ACCOUNTS, distributorId)
}

/** The accounts of these distributors (at most 1,000). */
export async function findAccounts(ctx: Context, distributorIds: readonly string[]): Promise<AccountDoc[]> {
  if (distributorIds.length === 0) return []
  return ctx.db.find<AccountDoc>(ACCOUNTS, { where: { _id: ctx.db._.in([...distributorIds]) }, limit: 1000 })
}

/** Opens an account with nothing in it; `false` when it is open already. */
export function openAccount(ctx: Context, distributorId: string): Promise<boolean> {
  return ctx.db.insert<AccountDoc>(ACCOUNTS, {
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
export interface Books {
  readonly inside: Operations
  account(distributorId: string): Promise<AccountDoc>
  /** Writes an entry and moves every balance it names. @throws when the entry stands already */
  post(entry: LedgerEntry): Promise<void>
}

function booksOf(ctx: Context, inside: Operations): Books {
  const { _ } = ctx.db
  return {
    inside,
    async account(distributorId) {
      const account = await inside.get<AccountDoc>(ACCOUNTS, distributorId)
      if (!account) throw new AccountMissing(distributorId)
      return account
    },
    async post(entry) {
      // Always in the same order, so that two bookings meet on their first account and not crosswise.
      for (const distributorId of [...entry.distributorIds].sort()) {
        const change: Change = {}
        for (const posting of entry.postings) {
          if (posting.distributorId !== distributorId) continue
          if (posting.account === 'pending' || posting.account === 'shop') continue
          change[BALANCES[posting.account]] = _.inc(posting.fen)
        }
        if (Object.keys(change).length === 0) continue
        const moved = await inside.changeAndGet<AccountDoc>(ACCOUNTS, { _id: distributorId }, change)
        if (!moved) throw new AccountMissing(distributorId)
      }
      if (!(await inside.insert(LEDGER, entry))) throw new Error(`the entry ${entry._id} stands already`)
    },
  }
}

/** A transaction over entry and balances; accounts it misses are opened on the way, then it runs again. */
export async function transact<T>(ctx: Context, body: (books: Books) => Promise<T>): Promise<T> {
  let opened: string | undefined
  for (;;) {
    try {
      return await ctx.db.transaction((inside) => body(booksOf(ctx, inside)))
    } catch (error) {
      if (!(error instanceof AccountMissing) || error.distributorId === opened) throw error
      opened = error.distributorId
      await openAccount(ctx, opened)
    }
  }
}
