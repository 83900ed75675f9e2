import { DAY_MS, startOfDay } from '../../shared/business-day'
import { reversalOf } from '../../shared/rules/commission'
import { settlementWindow } from '../../shared/rules/settlement-cycle'
import { planRefund, refundNoOf } from '../../cloudfunctions/domain/sale/refund'
import { commissionOf } from '../../cloudfunctions/domain/distribution/commission/build.rules'
import type { CommissionDoc } from '../../cloudfunctions/domain/distribution/commission'
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

/** Refunds a whole order, as the merchant does before it is shipped. */
export function refunded(order: OrderDoc, at: number, reason: string): OrderDoc {
  const { shippedAt: _s, receivedAt: _r, completedAt: _c, dueAt: _d, ...paid } = order
  const unsent: OrderDoc = { ...paid, state: 'paid', parcels: {} }
  const plan = planRefund(unsent, { kind: 'whole' })
  if (plan.kind === 'refuse') throw new Error(`nothing of ${order._id} can go back`)
  const refund: RefundDoc = {
    refundNo: refundNoOf(order._id),
    kind: 'order',
    transactionId: order.transactionId ?? '',
    amountFen: plan.amountFen,
    freightFen: plan.freightFen,
    lines: plan.lines,
    reason,
    state: 'succeeded',
    requestedBy: 'merchant',
    requestedAt: at,
    succeededAt: at + MINUTE_MS,
  }
  return {
    ...unsent,
    live: false,
    goodsRevision: 1,
    refundableFen: 0,
    refunds: { [refund.refundNo]: refund },
    refunded: true,
    refundsDone: 1,
    refundsAcceptedAt: [at],
  }
}

export function demoBooks(orders: readonly OrderDoc[], now: number): DemoBooks {
  const entries: LedgerEntry[] = []
  const commissions: CommissionDoc[] = []
  for (const order of orders) {
    if (order.chain.length === 0 || order.paidAt === undefined) continue
    const commission = reversed(order, commissionOf(order, now))
    const releaseAt =
      order.receivedAt === undefined ? null : order.receivedAt + order.policy.freezeDays * DAY_MS
    commissions.push({ ...commission, releaseAt })
    const accrued = commission.shares.map(({ distributorId, amountFen }) => ({
      distributorId,
      fen: amountFen,
    }))
    entries.push(accrualEntry(order._id, commission.accruedAt, accrued))
    for (const [refundNo, reversal] of Object.entries(commission.reversals)) {
      entries.push(reversalEntry(order._id, refundNo, reversal))
    }
  }
  const statements = settle(commissions, now)
  for (const statement of statements) entries.push(settlementEntry(statement, 0, statement.postedAt ?? 0))
  return { commissions, entries, statements, accounts: balances(statements) }
}

function reversed(order: OrderDoc, commission: CommissionDoc): CommissionDoc {
  const [refund] = Object.values(order.refunds)
  if (!refund) return commission
  const amounts = commission.shares.map(({ amountFen }) => amountFen)
  const taken = reversalOf(order.lines, commission.baseKind, [refund], amounts)
  return {
    ...commission,
    state: 'reversed',
    revision: 1,
    shares: commission.shares.map((share, i) => ({ ...share, reversedFen: taken[i] ?? 0 })),
    reversals: {
      [refund.refundNo]: {
        at: refund.requestedAt,
        stage: 'pending',
        freightFen: refund.freightFen,
        lines: refund.lines.map(({ lineId, quantity, fen }) => ({ lineId, quantity, fen })),
        amounts: commission.shares.map(({ distributorId, level }, i) => ({
          distributorId,
          level,
          fen: taken[i] ?? 0,
        })),
      },
    },
  }
}

/** Daily settlements up to last midnight: marks what each took and answers its statements. */
function settle(commissions: CommissionDoc[], now: number): StatementDoc[] {
  const statements: StatementDoc[] = []
  const today = startOfDay(now)
  const first = Math.min(today, ...commissions.map(({ accruedAt }) => startOfDay(accruedAt)))
  for (let midnight = first; midnight <= today; midnight += DAY_MS) {
    const { key, label, cutoffAt } = settlementWindow('daily', midnight)
    const settledAt = midnight + 10 * MINUTE_MS
    if (settledAt > now) break
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
      statements.push({
        _id: `${key}-${derivedId(10, 'statement', distributorId)}`,
        distributorId,
        cycle: key,
        part: 1,
        period: label,
        state: 'posted',
        ...sum,
        debtNettedFen: 0,
        creditedFen: sum.grossFen,
        postedAt: settledAt,
      })
    }
  }
  return statements
}

function balances(statements: readonly StatementDoc[]): AccountDoc[] {
  const accounts = new Map<string, AccountDoc>()
  for (const { distributorId, creditedFen } of statements) {
    const account = accounts.get(distributorId) ?? {
      _id: distributorId,
      availableFen: 0,
      withdrawingFen: 0,
      paidFen: 0,
      debtFen: 0,
    }
    account.availableFen += creditedFen
    accounts.set(distributorId, account)
  }
  return [...accounts.values()]
}
