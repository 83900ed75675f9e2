import { DAY_MS } from '@shared/business-day'
import { AppError } from '@shared/contract/errors'
import type { Context, MemberContext } from '../../../platform/context'
import { AFTER_FAILURE_MS, workOff, type WorkedOff } from '../../../platform/work'
import { loadSettings } from '../../shop/settings'
import {
  findDue,
  nextReceiptLook,
  payAtOnce,
  postpone,
  readOwnOrder,
  receiveByOf,
  type OrderDoc,
} from '../order'
import { markCompleted, markReceived, noteReceiptAsked } from './fulfilment.repo'

const AT_ONCE = 8

/**
 * The buyer confirms the receipt; twice is once. What follows from it at once, the release of the commission, belongs
 * to the day of the receipt: left to the timer, one in the last minute of a day would be settled a period late.
 * Four round trips: settings, the receipt, the release, the shortened list; one less when nobody earns on the order.
 * @throws AppError NOT_FOUND, ORDER_STATE */
export async function receiveOrder(ctx: MemberContext, orderId: string): Promise<void> {
  if (await receive(ctx, orderId, { receivedBy: 'buyer', buyerId: ctx.openid })) return
  const order = await readOwnOrder(ctx, ctx.openid, orderId)
  if (!order) throw new AppError('NOT_FOUND')
  if (order.state !== 'received' && order.state !== 'completed') throw new AppError('ORDER_STATE')
}

/**
 * The buyer has been in WeChat's component for the receipt: WeChat is asked what came of it, unless it was
 * asked too often of late. @throws AppError NOT_FOUND, ORDER_STATE (nothing of it is on its way)
 */
export async function syncReceipt(ctx: MemberContext, orderId: string): Promise<{ received: boolean }> {
  const order = await readOwnOrder(ctx, ctx.openid, orderId)
  if (!order) throw new AppError('NOT_FOUND')
  if (order.state === 'received' || order.state === 'completed') return { received: true }
  if (order.state !== 'shipped' || !order.live) throw new AppError('ORDER_STATE')
  if (!(await noteReceiptAsked(ctx, orderId))) return { received: false }
  if (!(await isReceivedInWechat(ctx, order))) return { received: false }
  await receive(ctx, orderId, { receivedBy: 'wechat' })
  return { received: true }
}

/** `false` when the order does not stand like that. */
async function receive(
  ctx: Context,
  orderId: string,
  how: { receivedBy: NonNullable<OrderDoc['receivedBy']>; buyerId?: string },
): Promise<boolean> {
  const { afterSaleDays } = await loadSettings(ctx)
  const completesAt = ctx.clock.now() + afterSaleDays * DAY_MS
  const received = await markReceived(ctx, orderId, { completesAt, ...how })
  if (received) await payAtOnce(ctx, received)
  return received !== null
}

/** Whether the buyer has confirmed the receipt in WeChat; what WeChat does not say is asked for another time. */
async function isReceivedInWechat(ctx: Context, { _id, transactionId }: OrderDoc): Promise<boolean> {
  if (transactionId === undefined) return false
  const outcome = await ctx.wechat.receiptState(transactionId)
  if (outcome.kind === 'ok') return outcome.value === 'received'
  const why = outcome.kind === 'unknown' ? outcome.cause : outcome.code
  ctx.log.info('receipt.not_told', { orderId: _id, why })
  return false
}

/**
 * The timer's job over orders on their way: once a day WeChat is asked whether the buyer has confirmed the receipt
 * there, which nobody tells us; in time they count as received.
 */
export function autoReceive(ctx: Context, options: RunOptions): Promise<WorkedOff> {
  return moveOn(ctx, 'shipped', options, async (order) => {
    const receiveBy = receiveByOf(order)
    if (ctx.clock.now() >= receiveBy) return void (await receive(ctx, order._id, { receivedBy: 'timeout' }))
    if (await isReceivedInWechat(ctx, order)) {
      return void (await receive(ctx, order._id, { receivedBy: 'wechat' }))
    }
    await postpone(ctx, order, nextReceiptLook(receiveBy, ctx.clock.now()))
  })
}

/** The timer's job: received orders whose after-sale days are over are completed. */
export function completeOrders(ctx: Context, options: RunOptions): Promise<WorkedOff> {
  return moveOn(ctx, 'received', options, async ({ _id }) => {
    await markCompleted(ctx, _id)
  })
}

interface RunOptions {
  limit: number
  until: number
}

/** Moves each order on; one that fails is put off and does not stop the rest. */
function moveOn(
  ctx: Context,
  state: 'shipped' | 'received',
  { limit, until }: RunOptions,
  move: (order: OrderDoc) => Promise<void>,
): Promise<WorkedOff> {
  return workOff<OrderDoc>(ctx, {
    find: (count) => findDue(ctx, state, count),
    one: move,
    putOff: (order) => postpone(ctx, order, ctx.clock.now() + AFTER_FAILURE_MS),
    keyOf: ({ _id }) => _id,
    event: 'order.step_failed',
    atOnce: AT_ONCE,
    limit,
    until,
  })
}
