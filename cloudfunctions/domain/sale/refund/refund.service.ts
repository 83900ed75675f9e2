import { AppError } from '@shared/contract/errors'
import type { RefundRequest } from '@shared/rules/refund'
import type { Context } from '../../../platform/context'
import { derivedId } from '../../../platform/ids'
import { payAll, readOrder, type OrderDoc, type RefundDoc } from '../order'
import { canRefund, isRefundable, planRefund, stuckRefund } from './plan.rules'
import { reserveRefund, resume } from './refund.repo'

/** The refund of all that is left of an order has one number for ever; every other one follows from its token. */
export const refundNoOf = (orderId: string, token?: string): string =>
  token === undefined ? `R${orderId}` : `R${orderId}x${derivedId(8, 'refund', orderId, token)}`

export interface RefundWish {
  request: RefundRequest
  reason: string
  /** Of a refund of a part: the same token is the same refund. The rest of the order needs none. */
  token?: string
  /** The token of the tap that asks for it. */
  press?: string | undefined
}

/**
 * Refunds an order or a part of it. One conditional update reserves money and pieces and owes the rest: the reversal
 * of the commission, WeChat Pay's refund, and the goods that were not shipped. The same refund twice is once. Answers
 * the order as it stands afterwards.
 * @throws AppError NOT_FOUND, REFUND_STATE (nothing can go back any more, or somebody was faster), REFUND_TOO_MUCH
 */
export async function refund(ctx: Context, orderId: string, wish: RefundWish): Promise<OrderDoc> {
  const order = await readOrder(ctx, orderId)
  if (!order) throw new AppError('NOT_FOUND')
  return refundSeen(ctx, order, wish)
}

async function refundSeen(
  ctx: Context,
  order: OrderDoc,
  { request, reason, token, press }: RefundWish,
): Promise<OrderDoc> {
  const orderId = order._id
  const refundNo = refundNoOf(orderId, token)
  if (token !== undefined && order.refunds[refundNo]) return order
  if (!isRefundable(order, ctx.clock.now())) throw new AppError('REFUND_STATE')
  const plan = planRefund(order, request)
  if (plan.kind === 'refuse') {
    const code = plan.reason === 'nothing' ? 'REFUND_STATE' : 'REFUND_TOO_MUCH'
    throw new AppError(code, { cause: new Error(plan.reason) })
  }
  const { lines, freightFen, amountFen } = plan
  const made: RefundDoc = {
    refundNo,
    kind: 'order',
    transactionId: order.transactionId ?? '',
    amountFen,
    freightFen,
    lines,
    reason,
    ...(press !== undefined && { presses: [press] }),
    // Without money there is nobody to ask.
    state: amountFen === 0 ? 'succeeded' : 'owed',
    requestedBy: 'merchant',
    requestedAt: ctx.clock.now(),
    ...(amountFen === 0 && { succeededAt: ctx.clock.now() }),
  }
  const changed = await reserveRefund(ctx, order, made)
  if (!changed) throw new AppError('REFUND_STATE')
  ctx.log.info('refund.reserved', { orderId, refundNo, amountFen })
  return changed
}

/**
 * The merchant's button: refunds all that is left of the order, or asks WeChat Pay again for a refund that is stuck.
 * The same token presses it once, whatever has become of the refund since.
 * @throws AppError NOT_FOUND, REFUND_STATE
 */
export async function refundOrder(
  ctx: Context,
  orderId: string,
  reason: string,
  press?: string,
): Promise<OrderDoc> {
  const order = await readOrder(ctx, orderId)
  if (!order) throw new AppError('NOT_FOUND')
  if (wasPressed(order, press)) return order
  try {
    return await refundOrResume(ctx, order, reason, press)
  } catch (error) {
    // The same press may have come first.
    const now = press === undefined ? null : await readOrder(ctx, orderId)
    if (now && wasPressed(now, press)) return now
    throw error
  }
}

/** The same, carried out at once, which only shows it sooner: what fails stays with the timer. */
export async function refundNow(
  ctx: Context,
  orderId: string,
  reason: string,
  press?: string,
): Promise<void> {
  await payAll(ctx, await refundOrder(ctx, orderId, reason, press))
}

const wasPressed = ({ refunds }: OrderDoc, press: string | undefined): boolean =>
  press !== undefined && Object.values(refunds).some(({ presses = [] }) => presses.includes(press))

async function refundOrResume(
  ctx: Context,
  order: OrderDoc,
  reason: string,
  press: string | undefined,
): Promise<OrderDoc> {
  if (!canRefund(order, ctx.clock.now())) throw new AppError('REFUND_STATE')
  const stuck = stuckRefund(order)
  if (!stuck) return refundSeen(ctx, order, { request: { kind: 'whole' }, reason, press })
  const changed = await resume(ctx, order._id, stuck, press)
  if (!changed) throw new AppError('REFUND_STATE')
  ctx.log.info('refund.resumed', { orderId: order._id, amountFen: stuck.amountFen })
  return changed
}
