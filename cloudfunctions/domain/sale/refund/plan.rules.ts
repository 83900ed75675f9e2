import { refundOf, type RefundRequest, type RefundRefusal } from '@shared/rules/refund'
import { DAY_MS } from '@shared/business-day'
import { refundsOf, unshippedOf, type OrderDoc, type RefundDoc, type RefundLineDoc } from '../order'

/** What may go back of an order, and what a refund of it is. */

/** WeChat Pay refunds a payment within a year of it. */
const REFUND_WINDOW_MS = 365 * DAY_MS
const PAID_STATES: readonly OrderDoc['state'][] = ['paid', 'shipped', 'received', 'completed']

/**
 * Whether the order is paid and something of it is left: goods, or money alone, such as the freight of an order all of
 * whose pieces have come back without it.
 */
export const hasSomethingLeft = ({
  state,
  live,
  refundableFen,
}: Pick<OrderDoc, 'state' | 'live' | 'refundableFen'>): boolean =>
  PAID_STATES.includes(state) && (live || refundableFen > 0)

/** Whether anything of the order can still go back. */
export function isRefundable(order: OrderDoc, now: number): boolean {
  const inTime = order.paidAt !== undefined && now - order.paidAt < REFUND_WINDOW_MS
  return hasSomethingLeft(order) && inTime
}

/** A refund that got stuck and can be asked for again. */
export const stuckRefund = (order: OrderDoc): RefundDoc | undefined =>
  Object.values(order.refunds).find(({ kind, state }) => kind !== 'second' && state === 'abnormal')

/** Whether the merchant's refund button does something: refunds what is left, or resumes a stuck refund. */
export function canRefund(order: OrderDoc, now: number): boolean {
  return stuckRefund(order) !== undefined || isRefundable(order, now)
}

/** What a refund of the order waits for: WeChat Pay's code, or its state `ABNORMAL` or `CLOSED`. */
export const refundProblem = (order: OrderDoc): string | undefined =>
  Object.values(order.refunds).find(({ kind, problem }) => kind !== 'second' && problem)?.problem

export type RefundPlan =
  | { kind: 'refund'; lines: RefundLineDoc[]; freightFen: number; amountFen: number }
  | { kind: 'refuse'; reason: RefundRefusal }

/** What a request comes to on this order: pieces and money a line, freight apart, and what can be sold again. */
export function planRefund(order: OrderDoc, request: RefundRequest): RefundPlan {
  const refunds = refundsOf(order)
  const outcome = refundOf({ lines: order.lines, freightFen: order.freightFen, refunds }, request)
  if (outcome.kind === 'refuse') return outcome
  const unshipped = unshippedOf(order)
  const { lines, freightFen, amountFen } = outcome.refund
  return {
    kind: 'refund',
    lines: lines.map((line) => ({
      ...line,
      restock: Math.min(line.quantity, unshipped.get(line.lineId) ?? 0),
    })),
    freightFen,
    amountFen,
  }
}
