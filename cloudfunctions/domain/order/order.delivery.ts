import { DAY_MS } from '@shared/business-day'
import { AppError } from '@shared/contract/errors'
import type { Context, MemberContext } from '../../platform/context'
import { causeOf } from '../../platform/log'
import { loadSettings } from '../shop'
import type { OrderDoc } from './order.model'
import { eachOf } from './order.owed'
import {
  findDue,
  markCompleted,
  markReceived,
  markShipped,
  postpone,
  readOrder,
  readOwnOrder,
} from './order.repo'

const AT_ONCE = 8
const AFTER_FAILURE_MS = 5 * 60_000

/**
 * Ships a paid order of which nothing was refunded. The same parcel twice is once.
 * @throws AppError NOT_FOUND, ORDER_STATE
 */
export async function shipOrder(
  ctx: Context,
  orderId: string,
  parcel: { courier: string; waybill: string },
): Promise<void> {
  const { autoReceiveDays } = await loadSettings(ctx)
  const autoReceiveAt = ctx.clock.now() + autoReceiveDays * DAY_MS
  const shipped = await markShipped(ctx, orderId, parcel, autoReceiveAt)
  if (shipped) return ctx.log.info('order.shipped', { orderId })
  const order = await readOrder(ctx, orderId)
  if (!order) throw new AppError('NOT_FOUND')
  const { shipment } = order
  const same = shipment?.courier === parcel.courier && shipment.waybill === parcel.waybill
  if (order.state !== 'shipped' || !same) throw new AppError('ORDER_STATE')
}

/** The buyer confirms the receipt; twice is once. @throws AppError NOT_FOUND, ORDER_STATE */
export async function receiveOrder(ctx: MemberContext, orderId: string): Promise<void> {
  const { afterSaleDays } = await loadSettings(ctx)
  const completesAt = ctx.clock.now() + afterSaleDays * DAY_MS
  if (await markReceived(ctx, orderId, completesAt, ctx.openid)) return
  const order = await readOwnOrder(ctx, ctx.openid, orderId)
  if (!order) throw new AppError('NOT_FOUND')
  if (order.state !== 'received' && order.state !== 'completed') throw new AppError('ORDER_STATE')
}

/** The timer's job: shipped orders of which nobody said that they arrived count as received. */
export async function autoReceive(ctx: Context, limit: number): Promise<{ done: number; failed: number }> {
  const due = await findDue(ctx, 'shipped', limit)
  if (due.length === 0) return { done: 0, failed: 0 }
  const { afterSaleDays } = await loadSettings(ctx)
  return moveOn(ctx, due, async ({ _id }) => {
    const completesAt = ctx.clock.now() + afterSaleDays * DAY_MS
    return (await markReceived(ctx, _id, completesAt)) !== null
  })
}

/** The timer's job: received orders whose after-sale days are over are completed. */
export async function completeOrders(ctx: Context, limit: number): Promise<{ done: number; failed: number }> {
  const due = await findDue(ctx, 'received', limit)
  return moveOn(ctx, due, async ({ _id }) => (await markCompleted(ctx, _id)) === 1)
}

/** Moves each order on; one that fails is put off and does not stop the rest. */
async function moveOn(
  ctx: Context,
  orders: readonly OrderDoc[],
  move: (order: OrderDoc) => Promise<boolean>,
): Promise<{ done: number; failed: number }> {
  const counts = { done: 0, failed: 0 }
  await eachOf(orders, AT_ONCE, async (order) => {
    try {
      if (await move(order)) counts.done += 1
    } catch (error) {
      counts.failed += 1
      ctx.log.error('order.step_failed', {
        orderId: order._id,
        state: order.state,
        cause: causeOf(error),
      })
      await postpone(ctx, order, ctx.clock.now() + AFTER_FAILURE_MS).catch(() => undefined)
    }
  })
  return counts
}
