import { DAY_MS } from '@shared/business-day'
import { AppError } from '@shared/contract/errors'
import type { Context, MemberContext } from '../../../platform/context'
import { AFTER_FAILURE_MS, workOff, type WorkedOff } from '../../../platform/work'
import { loadSettings } from '../../shop/settings'
import { findDue, payAtOnce, postpone, readOwnOrder, type OrderDoc } from '../order'
import { markCompleted, markReceived } from './fulfilment.repo'

const AT_ONCE = 8

/**
 * The buyer confirms the receipt; twice is once. What follows from it at once, the release of the commission, belongs
 * to the day of the receipt: left to the timer, one in the last minute of a day would be settled a period late.
 * Four round trips: settings, the receipt, the release, the shortened list; one less when nobody earns on the order.
 * @throws AppError NOT_FOUND, ORDER_STATE */
export async function receiveOrder(ctx: MemberContext, orderId: string): Promise<void> {
  const { afterSaleDays } = await loadSettings(ctx)
  const completesAt = ctx.clock.now() + afterSaleDays * DAY_MS
  const received = await markReceived(ctx, orderId, completesAt, ctx.openid)
  if (received) return void (await payAtOnce(ctx, received))
  const order = await readOwnOrder(ctx, ctx.openid, orderId)
  if (!order) throw new AppError('NOT_FOUND')
  if (order.state !== 'received' && order.state !== 'completed') throw new AppError('ORDER_STATE')
}

/** The timer's job: shipped orders of which nobody said that they arrived count as received. */
export function autoReceive(ctx: Context, options: RunOptions): Promise<WorkedOff> {
  let days: Promise<number> | undefined
  return moveOn(ctx, 'shipped', options, async ({ _id }) => {
    days ??= loadSettings(ctx).then(({ afterSaleDays }) => afterSaleDays)
    const received = await markReceived(ctx, _id, ctx.clock.now() + (await days) * DAY_MS)
    if (received) await payAtOnce(ctx, received)
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
