import type { BillPayment, BillRefund, FundFlowBill, TradeBill, TradeSums } from '../../../platform/ports'
import { outRefundNoOf, readOutRefundNo } from '../../sale/refund'
import type { OrderDoc } from '../../sale/order'
import type { Finding } from './difference.model'

/** The comparison itself: pure, a page at a time. Amounts in fen. */

/** What a bill is compared with. */
export type ComparedOrder = Pick<OrderDoc, '_id' | 'payFen' | 'transactionId' | 'refunds' | 'paidAt'>

type Orders = ReadonlyMap<string, ComparedOrder>

/** Payments of the bill against their orders. */
export function comparePayments(payments: readonly BillPayment[], orders: Orders): Finding[] {
  return payments.flatMap(({ orderId, transactionId, totalFen }) => {
    const order = orders.get(orderId)
    const finding = (kind: Finding['kind'], oursFen: number | null): Finding[] => [
      { kind, orderId, known: order !== undefined, number: transactionId, oursFen, billFen: totalFen },
    ]
    if (!order) return finding('payment_unknown', null)
    const expectedFen = amountOf(order, transactionId)
    if (expectedFen !== null) return expectedFen === totalFen ? [] : finding('payment_amount', expectedFen)
    return finding(order.transactionId === undefined ? 'payment_missed' : 'payment_twice', null)
  })
}

/** What the mall knows to have been paid by a transaction: the order's own, or one that goes back. */
function amountOf({ transactionId, payFen, refunds }: ComparedOrder, asked: string): number | null {
  if (transactionId === asked) return payFen
  const second = Object.values(refunds).find((one) => one.kind === 'second' && one.transactionId === asked)
  return second?.amountFen ?? null
}

/** Refunds of the bill against their orders. */
export function compareRefunds(refunds: readonly BillRefund[], orders: Orders): Finding[] {
  return refunds.flatMap(({ orderId, refundNo: number, refundFen: billFen, status }) => {
    const order = orders.get(orderId)
    // A refund made by hand may have any number, also one that looks like a later attempt of another.
    const isOwn = order !== undefined && Object.hasOwn(order.refunds, number)
    const { refundNo, attempt } = isOwn ? { refundNo: number, attempt: 1 } : readOutRefundNo(number)
    const known = order && Object.hasOwn(order.refunds, refundNo) ? order.refunds[refundNo] : undefined
    const latest = known?.attempt ?? 1
    const ours = attempt > latest ? undefined : known
    const finding = (kind: Finding['kind']): Finding[] => [
      { kind, orderId, known: order !== undefined, number, oursFen: ours?.amountFen ?? null, billFen },
    ]
    if (!ours) return finding('refund_unknown')
    if (ours.amountFen !== billFen) return finding('refund_amount')
    // An earlier attempt was closed, and nothing went back with it: only its success would be news.
    if (attempt < latest) return status === 'succeeded' ? finding('refund_missed') : []
    if (status === 'succeeded' && ours.state !== 'succeeded') return finding('refund_missed')
    // A bill says what was known when it was made: an unfinished refund may have been finished since.
    return status === 'failed' && ours.state === 'succeeded' ? finding('refund_state') : []
  })
}

/** Rows that stand in the bill more than once; `orderIds` are the orders that the mall has. */
export function repeatedRows({ payments, refunds }: TradeBill, orderIds: ReadonlySet<string>): Finding[] {
  return [
    ...repeated(payments, 'payment_twice', (row) => [row.transactionId, row.totalFen]),
    ...repeated(refunds, 'refund_twice', (row) => [row.refundNo, row.refundFen]),
  ].map((finding) => ({ ...finding, known: orderIds.has(finding.orderId) }))
}

function repeated<Row extends { orderId: string }>(
  rows: readonly Row[],
  kind: Finding['kind'],
  read: (row: Row) => [number: string, fen: number],
): Omit<Finding, 'known'>[] {
  const seen = new Map<string, { orderId: string; times: number; firstFen: number; allFen: number }>()
  for (const row of rows) {
    const [number, fen] = read(row)
    const before = seen.get(number) ?? { orderId: row.orderId, times: 0, firstFen: fen, allFen: 0 }
    seen.set(number, { ...before, times: before.times + 1, allFen: before.allFen + fen })
  }
  return [...seen]
    .filter(([, { times }]) => times > 1)
    .map(([number, { orderId, firstFen, allFen }]) => ({
      kind,
      orderId,
      number,
      oursFen: firstFen,
      billFen: allFen,
    }))
}

/** Orders that were paid on the day and that the bill does not have. */
export function unbilledPayments(orders: readonly ComparedOrder[], billed: ReadonlySet<string>): Finding[] {
  return orders
    .filter(({ transactionId }) => transactionId !== undefined && !billed.has(transactionId))
    .map(({ _id, transactionId = '', payFen }) => ({
      kind: 'payment_unbilled',
      orderId: _id,
      known: true,
      number: transactionId,
      oursFen: payFen,
      billFen: null,
    }))
}

/** Refunds that WeChat Pay accepted as far as we know, and that the bill does not have; perhaps of another day. */
export function unbilledRefunds(orders: readonly ComparedOrder[], billed: ReadonlySet<string>): Finding[] {
  return orders.flatMap(({ _id, refunds }) =>
    Object.values(refunds)
      .filter(({ state }) => state === 'processing' || state === 'succeeded')
      .filter((refund) => !billed.has(outRefundNoOf(refund)))
      .map((refund) => ({
        kind: 'refund_unbilled',
        orderId: _id,
        known: true,
        number: outRefundNoOf(refund),
        oursFen: refund.amountFen,
        billFen: null,
      })),
  )
}

/** What the trades come to against what they moved on the account; WeChat Pay against itself. */
export function compareFlow(day: string, sums: TradeSums, flow: FundFlowBill): Finding[] {
  if (sums.netFen === flow.tradeNetFen) return []
  const whole = { orderId: '', known: false, number: day }
  return [{ kind: 'flow', ...whole, oursFen: sums.netFen, billFen: flow.tradeNetFen }]
}
