export { accrualEntry, postingsText, reversalEntry, settlementEntry } from './booking.rules'
export type { Account, AccountDoc, LedgerEntry, Posting, StatementDoc } from './ledger.model'
export { findAccounts, findOrderEntries, openAccount, transact } from './ledger.repo'
export { bookAccrual, bookReversal } from './ledger.service'
