import { AppError } from '@shared/contract/errors'
import { DAY_MS } from '@shared/business-day'
import type { Context } from '../../../platform/context'
import { readOrder } from '../order'
import type { OrderDoc, RefundDoc } from '../order/order.model'
import { reserveWhole, resume } from './refund.repo'

/** WeChat Pay refunds a payment within a year of it. */
const REFUND_WINDOW_MS = 365 * DAY_MS
const PAID_STATES: readonly OrderDoc['state'][] = ['paid', 'shipped', 'received', 'completed']

/** Whether the merchant's refund button does something: refunds the whole order, or resumes a stuck refund. */
export function canRefund(order: OrderDoc, now: number): boolean {
  if (stuckRefund(order)) return true
  const inTime = order.paidAt !== undefined && now - order.paidAt < REFUND_WINDOW_MS
  return PAID_STATES.includes(order.state) && order.refundableFen === order.payFen && inTime
}

const stuckRefund = (order: OrderDoc): RefundDoc | undefined =>
  Object.values(order.refunds).find(({ kind, state }) => kind !== 'second' && state === 'abnormal')

/** What the refund of an order waits for: WeChat Pay's code, or its state `ABNORMAL` or `CLOSED`. */
export const refundProblem = (order: OrderDoc): string | undefined =>
  Object.values(order.refunds).find(({ kind, problem }) => kind !== 'second' && problem)?.problem

/**
 * Refunds the whole order. One conditional update reserves the money and owes the rest: the reversal of the commission, WeChat Pay's refund, and the goods while they have not been shipped. On an order
 * whose refund is stuck it asks WeChat Pay again. Answers the order as it stands afterwards.
 * @throws AppError NOT_FOUND, REFUND_STATE
 */
export async function refundOrder(ctx: Context, orderId: string, reason: string): Promise<OrderDoc> {
  const order = await readOrder(ctx, orderId)
  if (!order) throw new AppError('NOT_FOUND')
  if (!canRefund(order, ctx.clock.now())) throw new AppError('REFUND_STATE')
  const stuck = stuckRefund(order)
  const changed = stuck ? await resume(ctx, orderId, stuck) : await reserveWhole(ctx, order, reason)
  if (!changed) throw new AppError('REFUND_STATE')
  ctx.log.info(stuck ? 'refund.resumed' : 'refund.reserved', { orderId, amountFen: order.payFen })
  return changed
}
