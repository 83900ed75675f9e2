import type { Context } from '../../../platform/context'
import { follow, ORDERS } from '../order'
import type { OrderDoc, RefundDoc } from '../order/order.model'
import { attemptOf } from './number.rules'

/** The refund of a whole order, as it is asked for at `at`: one number for ever. */
export function wholeRefund(order: OrderDoc, reason: string, at: number): RefundDoc {
  return {
    refundNo: `R${order._id}`,
    kind: 'whole',
    transactionId: order.transactionId ?? '',
    amountFen: order.payFen,
    reason,
    state: 'owed',
    requestedBy: 'merchant',
    requestedAt: at,
    quantities: order.lines.map(({ quantity }) => quantity),
  }
}

/**
 * Reserves the whole payment for a refund, in the state the caller saw the order in: shipping and refunding at once
 * exclude each other. The refund lives beside the state and never rewrites it. `null` when the order has moved on or something of it went back already.
 */
export function reserveWhole(ctx: Context, order: OrderDoc, reason: string): Promise<OrderDoc | null> {
  const { _ } = ctx.db
  const refund = wholeRefund(order, reason, ctx.clock.now())
  const { refundNo } = refund
  return ctx.db.changeAndGet<OrderDoc>(
    ORDERS,
    {
      _id: order._id,
      state: order.state,
      refundableFen: order.payFen,
      [`refunds.${refundNo}`]: _.exists(false),
    },
    {
      // Nothing happens to it by itself any more; its state stays where it was.
      dueAt: _.remove(),
      refundableFen: 0,
      [`refunds.${refundNo}`]: _.set(refund),
      refundState: 'processing',
      ...follow(ctx, { transition: 'refunding', key: refundNo, restock: order.state === 'paid' }),
    },
  )
}

/**
 * `abnormal → owed`: WeChat Pay is asked again, under the same out_refund_no, or under a new one when it has closed
 * that. `null` when the refund does not stand like that any more.
 */
export function resume(ctx: Context, orderId: string, refund: RefundDoc): Promise<OrderDoc | null> {
  const path = `refunds.${refund.refundNo}`
  return ctx.db.changeAndGet<OrderDoc>(
    ORDERS,
    {
      ...sameAttempt(ctx, orderId, refund),
      [`${path}.state`]: 'abnormal',
      [`${path}.problem`]: refund.problem ?? ctx.db._.exists(false),
    },
    {
      [`${path}.state`]: 'owed',
      ...(refund.problem === 'CLOSED' && { [`${path}.attempt`]: attemptOf(refund) + 1 }),
      [`${path}.problem`]: ctx.db._.remove(),
      ...shown(refund, 'processing'),
      ...follow(ctx, { transition: 'resumed', key: refund.refundNo }),
    },
  )
}

/** Notes what WeChat Pay is waiting for before it takes a refund that goes on being asked for. */
export async function noteWaiting(
  ctx: Context,
  orderId: string,
  refund: RefundDoc,
  problem: string,
): Promise<void> {
  if (refund.problem === problem) return
  const path = `refunds.${refund.refundNo}`
  const where = { ...sameAttempt(ctx, orderId, refund), [`${path}.state`]: 'owed' }
  await ctx.db.change(ORDERS, where, { [`${path}.problem`]: problem })
}

/** Notes that WeChat Pay accepted a refund. */
export async function noteAccepted(ctx: Context, orderId: string, refund: RefundDoc): Promise<void> {
  const path = `refunds.${refund.refundNo}`
  const where = { ...sameAttempt(ctx, orderId, refund), [`${path}.state`]: 'owed' }
  await ctx.db.change(ORDERS, where, {
    [`${path}.state`]: 'processing',
    [`${path}.problem`]: ctx.db._.remove(),
    ...acceptedNow(ctx, refund),
  })
}

/** The money is back with the buyer: final. `false` when that was known. */
export async function noteSucceeded(
  ctx: Context,
  orderId: string,
  refund: RefundDoc,
  succeededAt: number,
): Promise<boolean> {
  const path = `refunds.${refund.refundNo}`
  const changed = await ctx.db.change(
    ORDERS,
    {
      ...sameAttempt(ctx, orderId, refund),
      [`${path}.state`]: ctx.db._.in(['owed', 'processing', 'abnormal']),
    },
    {
      [`${path}.state`]: 'succeeded',
      [`${path}.succeededAt`]: succeededAt,
      [`${path}.problem`]: ctx.db._.remove(),
      ...acceptedNow(ctx, refund),
      ...shown(refund, 'succeeded'),
    },
  )
  return changed === 1
}

/**
 * WeChat Pay cannot bring the money back by itself: a person has to look. `CLOSED` is the last word about an
 * out_refund_no and never overwritten. `false` when that was known.
 */
export async function noteAbnormal(
  ctx: Context,
  orderId: string,
  refund: RefundDoc,
  problem: string,
): Promise<boolean> {
  const path = `refunds.${refund.refundNo}`
  const changed = await ctx.db.change(
    ORDERS,
    {
      ...sameAttempt(ctx, orderId, refund),
      [`${path}.state`]: ctx.db._.in(['owed', 'processing', 'abnormal']),
      [`${path}.problem`]: ctx.db._.nin(['CLOSED', problem]),
    },
    {
      [`${path}.state`]: 'abnormal',
      [`${path}.problem`]: problem,
      ...acceptedNow(ctx, refund),
      ...shown(refund, 'abnormal'),
    },
  )
  return changed === 1
}

/** The order while the refund is at the attempt that the caller saw. */
function sameAttempt({ db }: Context, orderId: string, { refundNo, attempt }: RefundDoc) {
  return { _id: orderId, [`refunds.${refundNo}.attempt`]: attempt ?? db._.exists(false) }
}

/** The first news of a refund says that WeChat Pay has it. */
function acceptedNow(ctx: Context, { state }: RefundDoc) {
  return state === 'owed' ? { refundsAcceptedAt: ctx.db._.push([ctx.clock.now()]) } : {}
}

/** A second payment's refund is not this order's refund. */
function shown(refund: RefundDoc, refundState: 'processing' | 'abnormal' | 'succeeded') {
  return refund.kind === 'second' ? {} : { refundState }
}
