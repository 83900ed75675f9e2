import type { Context } from '../../../platform/context'
import { fieldKey } from '../../../platform/field-key'
import type { Change } from '../../../platform/database'
import { withParts } from '../../../platform/parts'
import { leavingTrail } from '../../../platform/trail'
import {
  follow,
  isWhollyRefunded,
  nextReceiptLook,
  ORDERS,
  parcelsOf,
  receiveByOf,
  unshippedOf,
} from '../order'
import type { OrderDoc, RefundDoc } from '../order/order.model'
import { refunding, resuming } from './deed.rules'
import { attemptOf } from './number.rules'

/**
 * Reserves money and pieces of an order for a refund, in the state and at the revision the caller saw it in: shipping
 * and refunding at once, or two refunds, exclude each other. The refund lives beside the state and does not rewrite
 * it; when none of its goods are left, nothing happens to it by itself any more, and only money goes back. What other
 * domains add to it is reckoned from the order as it was seen, which the revision makes sure of. `null` when the order
 * has moved on.
 */
export function reserveRefund(ctx: Context, order: OrderDoc, made: RefundDoc): Promise<OrderDoc | null> {
  const { _ } = ctx.db
  const parts = ctx.seams.refundParts.map(({ name, complete }) => ({ name, adds: complete(order, made) }))
  const refund = withParts(made, parts)
  const { refundNo, amountFen, state } = refund
  const after = { ...order, refunds: { ...order.refunds, [fieldKey(refundNo)]: refund } }
  const isOver = isWhollyRefunded(after)
  return leavingTrail(ctx, refunding(order, refund), (part) =>
    ctx.db.changeAndGet(
      ORDERS,
      {
        _id: order._id,
        state: order.state,
        live: order.live,
        goodsRevision: order.goodsRevision,
        refundableFen: _.gte(amountFen),
        [`refunds.${fieldKey(refundNo)}`]: _.exists(false),
      },
      {
        ...(isOver ? { live: false, dueAt: _.remove() } : shippedByNow(after, ctx.clock.now())),
        refundableFen: _.inc(-amountFen),
        goodsRevision: _.inc(1),
        [`refunds.${fieldKey(refundNo)}`]: _.set(refund),
        refunded: true,
        ...(state === 'succeeded' ? { refundsDone: _.inc(1) } : { refundsUnsettled: _.inc(1) }),
        ...follow(ctx, {
          transition: 'refunding',
          key: refundNo,
          restock: refund.lines.some(({ restock }) => restock > 0),
        }),
        ...part,
      },
    ),
  )
}

/** When what was not sent yet has gone back, the rest is on its way. */
function shippedByNow(order: OrderDoc, now: number): Change<'orders'> {
  const parcels = parcelsOf(order)
  const waiting = [...unshippedOf(order).values()].some((pieces) => pieces > 0)
  if (order.state !== 'paid' || parcels.length === 0 || waiting) return {}
  return { state: 'shipped', shippedAt: now, dueAt: nextReceiptLook(receiveByOf(order), now) }
}

/** So many taps are remembered of a refund: one is repeated at once, or never. */
const REMEMBERED = 20

/**
 * `abnormal → owed`: WeChat Pay is asked again, under the same out_refund_no, or under a new one when it has closed
 * that. `null` when the refund does not stand like that any more, or the same tap has asked already.
 */
export function resume(
  ctx: Context,
  orderId: string,
  refund: RefundDoc,
  press?: string,
): Promise<OrderDoc | null> {
  const { _ } = ctx.db
  const path = `refunds.${fieldKey(refund.refundNo)}`
  return leavingTrail(ctx, resuming(orderId, refund, press ?? ctx.requestId), (part) =>
    ctx.db.changeAndGet(
      ORDERS,
      {
        ...sameAttempt(ctx, orderId, refund),
        ...(press !== undefined && { [`${path}.presses`]: _.nin([press]) }),
        [`${path}.state`]: 'abnormal',
        [`${path}.problem`]: refund.problem ?? _.exists(false),
      },
      {
        [`${path}.state`]: 'owed',
        ...(refund.problem === 'CLOSED' && { [`${path}.attempt`]: attemptOf(refund) + 1 }),
        [`${path}.problem`]: _.remove(),
        ...(press !== undefined && { [`${path}.presses`]: _.push({ each: [press], slice: -REMEMBERED }) }),
        ...counted(ctx, refund, 'abnormal', 'owed'),
        ...follow(ctx, { transition: 'resumed', key: refund.refundNo }),
        ...part,
      },
    ),
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
  const path = `refunds.${fieldKey(refund.refundNo)}`
  const where = { ...sameAttempt(ctx, orderId, refund), [`${path}.state`]: 'owed' }
  await ctx.db.change(ORDERS, where, { [`${path}.problem`]: problem })
}

/** Notes that WeChat Pay accepted a refund. */
export async function noteAccepted(ctx: Context, orderId: string, refund: RefundDoc): Promise<void> {
  const path = `refunds.${fieldKey(refund.refundNo)}`
  const where = { ...sameAttempt(ctx, orderId, refund), [`${path}.state`]: 'owed' }
  await ctx.db.change(ORDERS, where, {
    [`${path}.state`]: 'processing',
    [`${path}.problem`]: ctx.db._.remove(),
    ...acceptedNow(ctx, refund),
  })
}

/** The money is back with the buyer: final. `false` when the refund does not stand as it was seen. */
export async function noteSucceeded(
  ctx: Context,
  orderId: string,
  refund: RefundDoc,
  succeededAt: number,
): Promise<boolean> {
  const path = `refunds.${fieldKey(refund.refundNo)}`
  const changed = await ctx.db.change(ORDERS, inState(ctx, orderId, refund), {
    [`${path}.state`]: 'succeeded',
    [`${path}.succeededAt`]: succeededAt,
    [`${path}.problem`]: ctx.db._.remove(),
    ...acceptedNow(ctx, refund),
    ...counted(ctx, refund, refund.state, 'succeeded'),
  })
  return changed === 1
}

/**
 * WeChat Pay cannot bring the money back by itself: a person has to look. `CLOSED` is the last word about an
 * out_refund_no and never overwritten. `false` when that was known, or the refund does not stand as it was seen.
 */
export async function noteAbnormal(
  ctx: Context,
  orderId: string,
  refund: RefundDoc,
  problem: string,
): Promise<boolean> {
  const path = `refunds.${fieldKey(refund.refundNo)}`
  const changed = await ctx.db.change(
    ORDERS,
    { ...inState(ctx, orderId, refund), [`${path}.problem`]: ctx.db._.nin(['CLOSED', problem]) },
    {
      [`${path}.state`]: 'abnormal',
      [`${path}.problem`]: problem,
      ...acceptedNow(ctx, refund),
      ...counted(ctx, refund, refund.state, 'abnormal'),
    },
  )
  return changed === 1
}

/** The order while the refund is at the attempt that the caller saw. */
function sameAttempt({ db }: Context, orderId: string, { refundNo, attempt }: RefundDoc) {
  return { _id: orderId, [`refunds.${fieldKey(refundNo)}.attempt`]: attempt ?? db._.exists(false) }
}

/** The first news of a refund says that WeChat Pay has it. */
function acceptedNow(ctx: Context, { state }: RefundDoc) {
  return state === 'owed' ? { refundsAcceptedAt: ctx.db._.push([ctx.clock.now()]) } : {}
}

/** The order while the refund is at the attempt and in the state that the caller saw. */
function inState(ctx: Context, orderId: string, refund: RefundDoc) {
  return {
    ...sameAttempt(ctx, orderId, refund),
    [`refunds.${fieldKey(refund.refundNo)}.state`]: refund.state,
  }
}

type RefundDocState = RefundDoc['state']

/** In which counts of its order a refund stands. */
const COUNTS: Record<RefundDocState, readonly ('refundsUnsettled' | 'refundsStuck' | 'refundsDone')[]> = {
  owed: ['refundsUnsettled'],
  processing: ['refundsUnsettled'],
  abnormal: ['refundsUnsettled', 'refundsStuck'],
  succeeded: ['refundsDone'],
}

/** Moves a refund between the counts of the order; a second payment's refund is not this order's refund. */
function counted(
  ctx: Context,
  refund: RefundDoc,
  from: RefundDocState,
  to: RefundDocState,
): Change<'orders'> {
  const { _ } = ctx.db
  if (refund.kind === 'second') return {}
  const left = COUNTS[from].filter((count) => !COUNTS[to].includes(count))
  const entered = COUNTS[to].filter((count) => !COUNTS[from].includes(count))
  return Object.fromEntries([
    ...left.map((count) => [count, _.inc(-1)] as const),
    ...entered.map((count) => [count, _.inc(1)] as const),
  ])
}
