import { DAY_MS, dayOf, instantOfDay, startOfDay } from '../../shared/business-day'
import type { OrderDoc } from '../../cloudfunctions/domain/sale/order'
import { differenceId, type DifferenceDoc, type Finding } from '../../cloudfunctions/domain/money/difference'
import { billReadyAt, type ReconciliationDoc } from '../../cloudfunctions/domain/money/reconciliation'
import { derivedNumber } from '../../cloudfunctions/platform/ids'
import { openidOf } from '../server/phones'
import { OWNER } from './staff'
import { type BillChange, feeOf } from '../../emulator/src/wechatpay'

const HOUR_MS = 3_600_000

/** What WeChat Pay's bills of the demo hold beyond the shop's own orders, by day. */
export function demoBillChanges(now: number): Map<string, BillChange[]> {
  const day = (daysAgo: number) => dayOf(startOfDay(now) - daysAgo * DAY_MS)
  const number = (name: string) => `4200${derivedNumber('demo-bill', name)}0000`
  return new Map([
    [
      day(9),
      [
        {
          kind: 'add',
          outTradeNo: derivedNumber('demo-bill', 'counter-order'),
          transactionId: number('counter'),
          fen: 5_600,
        },
      ],
    ],
    [
      day(3),
      [
        {
          kind: 'add',
          outTradeNo: derivedNumber('demo-bill', 'till-order'),
          transactionId: number('till'),
          fen: 12_800,
          atMs: 15 * HOUR_MS,
        },
      ],
    ],
  ])
}

/**
 * The days that the shop has compared with WeChat Pay's bills so far: two differ by a payment that came past the
 * mall; the older one was dealt with.
 */
export function demoReconciliations(
  orders: readonly OrderDoc[],
  now: number,
): { days: ReconciliationDoc[]; differences: DifferenceDoc[] } {
  const changes = demoBillChanges(now)
  const first = Math.min(...orders.flatMap(({ paidAt }) => paidAt ?? []))
  const days: ReconciliationDoc[] = []
  const differences: DifferenceDoc[] = []
  for (let day = dayOf(first); billReadyAt(day) <= now; day = dayOf(instantOfDay(day) + DAY_MS)) {
    const found = differencesOf(day, changes.get(day) ?? [], differences.length === 0)
    differences.push(...found)
    days.push(dayDoc(day, orders, found))
  }
  return { days, differences }
}

function dayDoc(
  day: string,
  orders: readonly OrderDoc[],
  found: readonly DifferenceDoc[],
): ReconciliationDoc {
  const within = (at: number | undefined) => at !== undefined && dayOf(at) === day
  const paid = [
    ...orders.filter(({ paidAt }) => within(paidAt)).map(({ payFen }) => payFen),
    ...found.map(({ billFen }) => billFen ?? 0),
  ]
  const back = orders
    .flatMap(({ refunds }) => Object.values(refunds))
    .filter(({ requestedAt }) => within(requestedAt))
    .map(({ amountFen }) => amountFen)
  const [paymentFen, refundFen] = [sum(paid), sum(back)]
  const feeFen = sum(paid.map(feeOf)) - sum(back.map(feeOf))
  const netFen = paymentFen - refundFen - feeFen
  return {
    _id: day,
    state: 'done',
    leaseUntil: 0,
    tries: 0,
    reconciledAt: billReadyAt(day) + 60_000,
    sums: { payments: paid.length, paymentFen, refunds: back.length, refundFen, feeFen, netFen },
    flow: { incomeFen: paymentFen, expenseFen: paymentFen - netFen, tradeNetFen: netFen },
    others: 0,
    found: found.length,
    unlisted: 0,
  }
}

function differencesOf(day: string, changes: readonly BillChange[], explained: boolean): DifferenceDoc[] {
  return changes.flatMap((change) => {
    if (change.kind !== 'add') return []
    const finding: Finding = {
      kind: 'payment_unknown',
      orderId: change.outTradeNo,
      known: false,
      number: change.transactionId,
      oursFen: null,
      billFen: change.fen,
    }
    const foundAt = billReadyAt(day) + 60_000
    const closed = explained && {
      state: 'staff_handled' as const,
      closedAt: foundAt + 2 * HOUR_MS,
      closedBy: openidOf('merchant'),
      closedByName: OWNER,
      note: '门店收款码收的，顾客现场买了两罐茶，不走商城',
    }
    return [{ _id: differenceId(day, finding), day, ...finding, state: 'open' as const, foundAt, ...closed }]
  })
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, fen) => total + fen, 0)
