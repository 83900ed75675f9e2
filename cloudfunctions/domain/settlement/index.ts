export type { Account, AccountDoc, LedgerEntry, Posting, StatementDoc } from './ledger.model'
export { bookAccrual, bookReversal } from './ledger.service'
export { findAccounts, findOrderEntries, openAccount, readAccount } from './ledger.repo'
