import { isSoundWallet } from '@shared/rules/wallet'
import type { Context } from '../../../platform/context'
import type { CommissionDoc } from '../../distribution/commission'
import { accrualEntry, postingsText, reversalEntry, settlementEntry } from '../ledger'
import { allAccounts, allCommissions, allEntries, allPaidOrders, allStatements } from './audit.repo'
import { checkCommission, checkOrder } from './audit.rules'
import type { LedgerEntry, StatementDoc } from '../ledger/ledger.model'
import { grossOf } from '../settlement'

/** Something that must not be. `rule` is the invariant's id; `OWED` is work that a later run finishes. */
export interface Violation {
  rule: string
  /** The document that is wrong. */
  subject: string
  detail: string
}

type Report = (rule: string, subject: string, detail: string) => void

/** Amounts by a key of parts. */
class Sums {
  private readonly sums = new Map<string, number>()

  add(fen: number, ...parts: string[]): void {
    const key = parts.join(' ')
    this.sums.set(key, (this.sums.get(key) ?? 0) + fen)
  }

  of(...parts: string[]): number {
    return this.sums.get(parts.join(' ')) ?? 0
  }

  /** Calls `visit` for every key of either side with both amounts. */
  compare(other: Sums, visit: (key: string, mine: number, theirs: number) => void): void {
    for (const key of new Set([...this.sums.keys(), ...other.sums.keys()])) {
      visit(key, this.sums.get(key) ?? 0, other.sums.get(key) ?? 0)
    }
  }
}

/**
 * Proves the books: reads every entry, account, statement, commission and paid order and answers what does not
 * agree; nothing is what it should be. Meant for tests and for a daily run while nothing else is being booked; what
 * is still owed at that moment is reported as `OWED`, with what follows from it.
 */
export async function checkBooks(ctx: Context): Promise<Violation[]> {
  const violations: Violation[] = []
  const report: Report = (rule, subject, detail) => violations.push({ rule, subject, detail })
  const entries = new Map<string, LedgerEntry>()
  const postings = new Sums()
  for await (const entry of allEntries(ctx)) {
    entries.set(entry._id, entry)
    checkEntry(entry, report)
    for (const { distributorId, account, fen } of entry.postings) {
      if (distributorId !== null) postings.add(fen, distributorId, account)
    }
  }
  const commissions = new Map<string, CommissionDoc>()
  const pending = new Sums()
  const taken = new Sums()
  for await (const commission of allCommissions(ctx)) {
    commissions.set(commission._id, commission)
    checkCommission(commission, report)
    for (const expected of entriesOf(commission)) take(entries, expected, report)
    for (const [distributorId, fen] of grossOf(commission)) {
      pending.add(fen, distributorId)
      if (commission.cycle !== null) taken.add(fen, commission.cycle, distributorId)
    }
  }
  const credited = new Sums()
  for await (const statement of allStatements(ctx)) {
    checkStatement(statement, report)
    credited.add(statement.grossFen, statement.cycle, statement.distributorId)
    if (statement.state !== 'posted') continue
    take(entries, settlementEntry(statement, statement.debtNettedFen, statement.postedAt ?? 0), report)
    pending.add(-statement.grossFen, statement.distributorId)
  }
  for (const id of entries.keys()) report('LEDGER-4', id, 'books something that does not exist')
  taken.compare(credited, (key, fen, stated) => {
    if (fen !== stated) report('SETTLE-2', key, `took ${fen} fen, its statements hold ${stated}`)
  })
  await checkAccounts(ctx, postings, pending, report)
  for await (const order of allPaidOrders(ctx)) checkOrder(order, commissions.get(order._id), report)
  return violations
}

function checkEntry({ _id, postings }: LedgerEntry, report: Report): void {
  const sum = postings.reduce((total, { fen }) => total + fen, 0)
  if (sum !== 0) report('LEDGER-1', _id, `its postings sum to ${sum} fen`)
  if (!postings.every(({ fen }) => Number.isSafeInteger(fen))) report('LEDGER-1', _id, 'posts no whole fen')
}

/** The entries that must stand in the ledger for a commission. */
function entriesOf({ _id, accruedAt, shares, reversals }: CommissionDoc): LedgerEntry[] {
  const accrued = shares.map(({ distributorId, amountFen }) => ({ distributorId, fen: amountFen }))
  return [
    accrualEntry(_id, accruedAt, accrued),
    ...Object.entries(reversals).map(([refundNo, reversal]) => reversalEntry(_id, refundNo, reversal)),
  ].filter(({ postings }) => postings.some(({ fen }) => fen !== 0))
}

/** Compares an entry with what it must be, and takes it out of those that are not accounted for yet. */
function take(entries: Map<string, LedgerEntry>, expected: LedgerEntry, report: Report): void {
  const entry = entries.get(expected._id)
  entries.delete(expected._id)
  if (!entry) report('LEDGER-4', expected._id, 'is missing')
  else if (postingsText(entry) !== postingsText(expected)) {
    report('LEDGER-4', expected._id, `posts ${postingsText(entry)} instead of ${postingsText(expected)}`)
  }
}

function checkStatement(statement: StatementDoc, report: Report): void {
  const { _id, state, grossFen, creditedFen, debtNettedFen } = statement
  if (state !== 'posted') report('OWED', _id, 'is not posted yet')
  else if (grossFen !== creditedFen + debtNettedFen) report('SETTLE-2', _id, 'does not add up')
}

async function checkAccounts(ctx: Context, postings: Sums, pending: Sums, report: Report): Promise<void> {
  const balances = new Sums()
  const booked = new Sums()
  for await (const { _id, availableFen, withdrawingFen, paidFen, debtFen } of allAccounts(ctx)) {
    balances.add(availableFen, _id, 'available')
    balances.add(withdrawingFen, _id, 'withdrawing')
    balances.add(paidFen, _id, 'paid')
    balances.add(debtFen, _id, 'debt')
    if (withdrawingFen < 0 || paidFen < 0 || !isSoundWallet({ availableFen, debtFen })) {
      report('LEDGER-2', _id, 'a balance has the wrong sign, or debt stands beside money')
    }
  }
  postings.compare(balances, (key, posted, balance) => {
    if (key.endsWith(' pending')) booked.add(posted, key.slice(0, -' pending'.length))
    else if (posted !== balance) {
      report('LEDGER-2', key, `the balance is ${balance} fen, its postings sum to ${posted}`)
    }
  })
  booked.compare(pending, (key, posted, owed) => {
    if (posted !== owed) {
      report('LEDGER-3', key, `${posted} fen pending in the ledger, ${owed} in the commissions`)
    }
  })
}
