import { DAY_MS, startOfDay } from '../../shared/business-day'
import { reversalOf } from '../../shared/rules/commission'
import { settlementWindow } from '../../shared/rules/settlement-cycle'
import { takenFromAvailable } from '../../shared/rules/wallet'
import { commissionOf } from '../../cloudfunctions/domain/distribution/commission/build.rules'
import type { CommissionDoc, CommissionReversal } from '../../cloudfunctions/domain/distribution/commission'
import type { OrderDoc, RefundDoc } from '../../cloudfunctions/domain/sale/order'
import {
  accrualEntry,
  reversalEntry,
  settlementEntry,
} from '../../cloudfunctions/domain/money/ledger/booking.rules'
import type { AccountDoc, LedgerEntry, StatementDoc } from '../../cloudfunctions/domain/money/ledger'
import { derivedId } from '../../cloudfunctions/platform/ids'

const MINUTE_MS = 60_000

/** What follows from paid orders, as the shop itself would have booked it day by day. */
export interface DemoBooks {
  commissions: CommissionDoc[]
  entries: LedgerEntry[]
  statements: StatementDoc[]
  accounts: AccountDoc[]
}

/** What one order's refund takes back, and from which commission. */
interface Taking {
  readonly order: OrderDoc
  readonly refund: RefundDoc
  readonly commission: CommissionDoc
}

/** Books paid orders and their refunds, settled each night up to now, as the shop itself would have. */
export function demoBooks(orders: readonly OrderDoc[], now: number): DemoBooks {
  const books: DemoBooks = { commissions: [], entries: [], statements: [], accounts: [] }
  const takings: Taking[] = []
  for (const order of orders) {
    if (order.chain.length === 0 || order.paidAt === undefined) continue
    const releaseAt =
      order.receivedAt === undefined ? null : order.receivedAt + order.policy.freezeDays * DAY_MS
    const commission = { ...commissionOf(order, now), releaseAt }
    books.commissions.push(commission)
    const accrued = commission.shares.map(({ distributorId, amountFen }) => ({
      distributorId,
      fen: amountFen,
    }))
    books.entries.push(accrualEntry(order._id, commission.accruedAt, accrued))
    for (const refund of Object.values(order.refunds)) takings.push({ order, refund, commission })
  }
  takings.sort((a, b) => a.refund.requestedAt - b.refund.requestedAt)
  const accounts = new Map<string, AccountDoc>()
  const takeUntil = (at: number) => {
    while (takings[0] && takings[0].refund.requestedAt < at) takeBack(books, accounts, takings.shift()!)
  }
  const today = startOfDay(now)
  const first = Math.min(today, ...books.commissions.map(({ accruedAt }) => startOfDay(accruedAt)))
  for (let midnight = first; midnight <= today; midnight += DAY_MS) {
    const settledAt = midnight + 10 * MINUTE_MS
    if (settledAt > now) break
    takeUntil(settledAt)
    settle(books, accounts, settledAt)
  }
  takeUntil(Infinity)
  books.accounts.push(...accounts.values())
  return books
}

/** Takes a refund's part of a commission back: of what is pending, or of the balance once it was settled. */
function takeBack(
  { entries }: DemoBooks,
  accounts: Map<string, AccountDoc>,
  { order, refund, commission }: Taking,
): void {
  const left = commission.shares.map(({ amountFen, reversedFen }) => amountFen - reversedFen)
  const taken = reversalOf(order.lines, commission.baseKind, [refund], left)
  const reversal: CommissionReversal = {
    at: refund.requestedAt,
    stage: commission.cycle === null ? 'pending' : 'settled',
    freightFen: refund.freightFen,
    lines: refund.lines.map(({ lineId, quantity, fen }) => ({ lineId, quantity, fen })),
    amounts: commission.shares.map(({ distributorId, level }, i) => ({
      distributorId,
      level,
      fen: taken[i] ?? 0,
    })),
  }
  entries.push(reversalEntry(order._id, refund.refundNo, reversal, accounts))
  if (reversal.stage === 'settled') {
    for (const { distributorId, fen } of reversal.amounts) {
      const account = accountOf(accounts, distributorId)
      const there = takenFromAvailable(account, fen)
      account.availableFen -= there
      account.debtFen -= fen - there
    }
  }
  Object.assign(commission, {
    state: 'reversed',
    revision: 1,
    shares: commission.shares.map((share, i) => ({ ...share, reversedFen: taken[i] ?? 0 })),
    reversals: { [refund.refundNo]: reversal },
  })
}

/** The settlement of one night: marks what it takes and credits each distributor with a statement. */
function settle(
  { commissions, entries, statements }: DemoBooks,
  accounts: Map<string, AccountDoc>,
  settledAt: number,
): void {
  const { key, label, cutoffAt } = settlementWindow('daily', settledAt)
  const sums = new Map<string, { commissions: number; grossFen: number }>()
  for (const commission of commissions) {
    const { state, releaseAt } = commission
    if (state !== 'pending' || releaseAt === null || releaseAt >= cutoffAt) continue
    Object.assign(commission, { state: 'settled', cycle: key, settledAt })
    for (const { distributorId, amountFen } of commission.shares) {
      const sum = sums.get(distributorId) ?? { commissions: 0, grossFen: 0 }
      sums.set(distributorId, { commissions: sum.commissions + 1, grossFen: sum.grossFen + amountFen })
    }
  }
  for (const [distributorId, sum] of sums) {
    const account = accountOf(accounts, distributorId)
    const debtNettedFen = Math.min(sum.grossFen, -account.debtFen)
    const statement: StatementDoc = {
      _id: `${key}-${derivedId(10, 'statement', distributorId)}`,
      distributorId,
      cycle: key,
      part: 1,
      period: label,
      state: 'posted',
      ...sum,
      debtNettedFen,
      creditedFen: sum.grossFen - debtNettedFen,
      postedAt: settledAt,
    }
    account.availableFen += statement.creditedFen
    account.debtFen += debtNettedFen
    statements.push(statement)
    entries.push(settlementEntry(statement, debtNettedFen, settledAt))
  }
}

function accountOf(accounts: Map<string, AccountDoc>, distributorId: string): AccountDoc {
  const known = accounts.get(distributorId)
  if (known) return known
  const fresh = { _id: distributorId, availableFen: 0, withdrawingFen: 0, paidFen: 0, debtFen: 0 }
  accounts.set(distributorId, fresh)
  return fresh
}
