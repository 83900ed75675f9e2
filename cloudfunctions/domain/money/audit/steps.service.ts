import type { Context } from '../../../platform/context'
import type { Document } from '../../../platform/database'
import type { CommissionDoc } from '../../distribution/commission'
import type { QuotaDoc } from '../../marketing/quota'
import { accrualEntry, postingsText, reversalEntry, settlementEntry } from '../ledger'
import type { AccountDoc, LedgerEntry, StatementDoc } from '../ledger/ledger.model'
import type { BookedOrder, Report, StepName } from './audit.model'
import {
  eachAccount,
  eachCommission,
  eachCycle,
  eachDistributor,
  eachEntry,
  eachOrder,
  eachQuota,
  eachStatement,
  findAccounts,
  findCommissions,
  findDistributorIds,
  findEntries,
  findOrders,
  findQuotas,
  findStatements,
  type From,
} from './audit.repo'
import { checkCommission, checkOrder } from './audit.rules'
import { checkPeople } from './people.service'
import { checkQuotas, checkSettlements } from './sums.service'

/**
 * One walk over a collection. A page is checked by itself, with what it refers to: nothing is kept from page to page,
 * so that the walk may stop anywhere and go on another time, and its memory does not grow with the books.
 */
interface Step<T extends Document> {
  walk(ctx: Context, from: From): AsyncGenerator<T[]>
  /** The same documents by their ids, as far as they are there. */
  read(ctx: Context, ids: readonly string[]): Promise<T[]>
  check(ctx: Context, page: readonly T[], report: Report): Promise<void>
}

const step = <T extends Document>(one: Step<T>): Step<Document> => one as unknown as Step<Document>

/** A page reported with the key of each document. */
const at =
  (report: Report, key: string) =>
  (...found: [rule: string, subject: string, detail: string]) =>
    report(key, ...found)

const asDocuments = (_: Context, ids: readonly string[]): Promise<Document[]> =>
  Promise.resolve(ids.map((_id) => ({ _id })))

export const AUDIT_STEPS: Readonly<Record<StepName, Step<Document>>> = {
  entries: step<LedgerEntry>({ walk: eachEntry, read: findEntries, check: checkEntries }),
  commissions: step<CommissionDoc>({ walk: eachCommission, read: findCommissions, check: checkCommissions }),
  statements: step<StatementDoc>({ walk: eachStatement, read: findStatements, check: checkStatements }),
  orders: step<BookedOrder>({ walk: eachOrder, read: findOrders, check: checkOrders }),
  settlements: step({ walk: eachCycle, read: asDocuments, check: checkSettlements }),
  accounts: step<AccountDoc>({
    walk: eachAccount,
    read: findAccounts,
    check: (ctx, page, report) => checkPeople(ctx, idsOf(page), report),
  }),
  // Who has no account yet; the others were looked at with theirs.
  distributors: step({
    walk: eachDistributor,
    read: asDocuments,
    check: async (ctx, page, report) => {
      const known = new Set(idsOf(await findAccounts(ctx, idsOf(page))))
      await checkPeople(
        ctx,
        idsOf(page).filter((id) => !known.has(id)),
        report,
      )
    },
  }),
  quotas: step<QuotaDoc>({ walk: eachQuota, read: findQuotas, check: checkQuotas }),
}

const idsOf = (page: readonly Document[]): string[] => page.map(({ _id }) => _id)

/** Each entry by itself, and that there is something that it books, for somebody who is known. */
async function checkEntries(ctx: Context, page: readonly LedgerEntry[], report: Report): Promise<void> {
  const [commissions, statements] = await Promise.all([
    findCommissions(
      ctx,
      page.flatMap(({ orderId }) => orderId ?? []),
    ),
    findStatements(
      ctx,
      page.flatMap(({ statementId }) => statementId ?? []),
    ),
  ])
  const expected = new Set(
    [...commissions.flatMap(entriesOf), ...statements.flatMap(entryOf)].map(({ _id }) => _id),
  )
  for (const entry of page) {
    checkEntry(entry, at(report, entry._id))
    if (!expected.has(entry._id)) {
      report(entry._id, 'LEDGER-4', entry._id, 'books something that does not exist')
    }
  }
  await checkStrangers(ctx, page, report)
}

function checkEntry({ _id, postings }: LedgerEntry, report: ReturnType<typeof at>): void {
  const sum = postings.reduce((total, { fen }) => total + fen, 0)
  if (sum !== 0) report('LEDGER-1', _id, `its postings sum to ${sum} fen`)
  if (!postings.every(({ fen }) => Number.isSafeInteger(fen))) report('LEDGER-1', _id, 'posts no whole fen')
}

/** Somebody who is neither among the accounts nor the distributors is met here only. */
async function checkStrangers(ctx: Context, page: readonly LedgerEntry[], report: Report): Promise<void> {
  const entryBy = new Map<string, string>()
  for (const { _id, postings } of page) {
    for (const { distributorId } of postings) if (distributorId !== null) entryBy.set(distributorId, _id)
  }
  const people = [...entryBy.keys()]
  const [accounts, distributors] = await Promise.all([
    findAccounts(ctx, people),
    findDistributorIds(ctx, people),
  ])
  for (const { _id } of [...accounts, ...distributors]) entryBy.delete(_id)
  await checkPeople(ctx, [...entryBy.keys()], (person, ...found) =>
    report(entryBy.get(person) ?? person, ...found),
  )
}

/** Each commission by itself, and that what it books stands in the ledger. */
async function checkCommissions(ctx: Context, page: readonly CommissionDoc[], report: Report): Promise<void> {
  for (const commission of page) checkCommission(commission, at(report, commission._id))
  await checkBooked(ctx, page, entriesOf, report)
}

/** Each statement by itself, and that what it books stands in the ledger. */
async function checkStatements(ctx: Context, page: readonly StatementDoc[], report: Report): Promise<void> {
  for (const { _id, state, grossFen, creditedFen, debtNettedFen } of page) {
    if (state !== 'posted') report(_id, 'OWED', _id, 'is not posted yet')
    else if (grossFen !== creditedFen + debtNettedFen) report(_id, 'SETTLE-2', _id, 'does not add up')
  }
  await checkBooked(ctx, page, entryOf, report)
}

async function checkOrders(ctx: Context, page: readonly BookedOrder[], report: Report): Promise<void> {
  const paid = page.filter(({ paidAt }) => paidAt !== undefined)
  const found = await findCommissions(ctx, idsOf(paid))
  const commissions = new Map(found.map((commission) => [commission._id, commission]))
  for (const order of paid) checkOrder(order, commissions.get(order._id), at(report, order._id))
}

/** The entries that must stand in the ledger for a commission. */
function entriesOf({ _id, accruedAt, shares, reversals }: CommissionDoc): LedgerEntry[] {
  const accrued = shares.map(({ distributorId, amountFen }) => ({ distributorId, fen: amountFen }))
  return [
    accrualEntry(_id, accruedAt, accrued),
    ...Object.entries(reversals).map(([refundNo, reversal]) => reversalEntry(_id, refundNo, reversal)),
  ].filter(({ postings }) => postings.some(({ fen }) => fen !== 0))
}

/** The entry that must stand in the ledger for a statement. */
function entryOf(statement: StatementDoc): LedgerEntry[] {
  if (statement.state !== 'posted') return []
  return [settlementEntry(statement, statement.debtNettedFen, statement.postedAt ?? 0)]
}

/** Compares what documents book with what stands in the ledger. */
async function checkBooked<T extends Document>(
  ctx: Context,
  page: readonly T[],
  expectedOf: (document: T) => LedgerEntry[],
  report: Report,
): Promise<void> {
  const expected = page.flatMap((one) => expectedOf(one).map((entry) => ({ key: one._id, entry })))
  const found = await findEntries(
    ctx,
    expected.map(({ entry }) => entry._id),
  )
  const entries = new Map(found.map((entry) => [entry._id, entry]))
  for (const { key, entry } of expected) {
    const stands = entries.get(entry._id)
    if (!stands) report(key, 'LEDGER-4', entry._id, 'is missing')
    else if (postingsText(stands) !== postingsText(entry)) {
      report(key, 'LEDGER-4', entry._id, `posts ${postingsText(stands)} instead of ${postingsText(entry)}`)
    }
  }
}
