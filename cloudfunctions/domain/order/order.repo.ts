import type { OrderState } from '@shared/contract/order/schema'
import type { Context } from '../../platform/context'
import type { Change, Filter } from '../../platform/database'
import type { OrderDoc, OrderEffect } from './order.model'

export const ORDERS = 'orders'

/** A place in a list that is sorted by time, newest first. `skip`: rows of exactly that instant already seen. */
export interface ListPosition {
  at: number
  skip: number
}

/** The part of an update by which effects come to be owed, at once. */
export function owe(ctx: Context, effects: readonly OrderEffect[]): Change {
  const { _ } = ctx.db
  return { owed: _.push([...effects]), owedAt: ctx.clock.now(), owedTries: 0, revision: _.inc(1) }
}

export function readOrder(ctx: Context, orderId: string): Promise<OrderDoc | null> {
  return ctx.db.get<OrderDoc>(ORDERS, orderId)
}

/** An order of this buyer; another buyer's order does not exist. */
export async function readOwnOrder(ctx: Context, buyerId: string, orderId: string): Promise<OrderDoc | null> {
  const order = await readOrder(ctx, orderId)
  return order?.buyerId === buyerId ? order : null
}

/** `false` when the order stands already. */
export function insertOrder(ctx: Context, order: OrderDoc): Promise<boolean> {
  return ctx.db.insert(ORDERS, order)
}

/**
 * A page of orders, newest first. Sorted by the index alone, which also keeps orders of one instant in an order of
 * its own: a second sort field would make the database sort everything.
 */
export function listOrders(
  ctx: Context,
  where: {
    buyerId?: string
    states?: readonly OrderState[]
    refunded?: boolean
  },
  from: ListPosition | undefined,
  limit: number,
): Promise<OrderDoc[]> {
  const { _ } = ctx.db
  const filter: Filter = {}
  if (where.buyerId !== undefined) filter.buyerId = where.buyerId
  if (where.states?.length === 1) filter.state = where.states[0]
  else if (where.states) filter.state = _.in([...where.states])
  // A refunded order keeps its state and waits for nobody any more.
  if (where.states) filter.refundState = 'none'
  if (where.refunded) filter.refundState = _.in(['processing', 'abnormal', 'succeeded'])
  if (from) filter.placedAt = _.lte(from.at)
  return ctx.db.find<OrderDoc>(ORDERS, {
    where: filter,
    orderBy: [['placedAt', 'desc']],
    skip: from?.skip,
    limit,
  })
}

/** How many orders of this buyer stand in each state. */
export async function countByState(ctx: Context, buyerId: string): Promise<Map<OrderState, number>> {
  const { _, $ } = ctx.db
  const waiting: OrderState[] = ['pending_payment', 'paid', 'shipped']
  const rows = await ctx.db.aggregate<{ _id: OrderState; orders: number }>(ORDERS, (pipeline) =>
    pipeline
      .match({ buyerId, state: _.in(waiting), refundState: 'none' })
      .group({ _id: '$state', orders: $.sum(1) })
      .limit(waiting.length),
  )
  return new Map(rows.map(({ _id, orders }) => [_id, orders]))
}

/** Orders in a state whose next step has come, the most overdue first. */
export function findDue(
  ctx: Context,
  state: 'pending_payment' | 'shipped' | 'received',
  limit: number,
): Promise<OrderDoc[]> {
  return ctx.db.find<OrderDoc>(ORDERS, {
    where: { state, dueAt: ctx.db._.lte(ctx.clock.now()) },
    orderBy: [['dueAt', 'asc']],
    limit,
  })
}

/** Puts the next look at an order off; only while it is still in the state it was seen in. */
export async function postpone(ctx: Context, order: OrderDoc, dueAt: number): Promise<void> {
  await ctx.db.change(ORDERS, { _id: order._id, state: order.state }, { dueAt })
}

/** `paid → shipped`; `null` when it is not waiting for shipment (any more). */
export function markShipped(
  ctx: Context,
  orderId: string,
  shipment: { courier: string; waybill: string },
  autoReceiveAt: number,
): Promise<OrderDoc | null> {
  const now = ctx.clock.now()
  return ctx.db.changeAndGet<OrderDoc>(
    ORDERS,
    { _id: orderId, state: 'paid', refundState: 'none' },
    {
      state: 'shipped',
      shippedAt: now,
      shipment: ctx.db._.set({ ...shipment, shippedAt: now }),
      dueAt: autoReceiveAt,
      ...owe(ctx, ['shipping.upload', 'message.shipped']),
    },
  )
}

/** `shipped → received`: the commission's release follows. `buyerId` is checked when the buyer says so. */
export function markReceived(
  ctx: Context,
  orderId: string,
  completesAt: number,
  buyerId?: string,
): Promise<OrderDoc | null> {
  return ctx.db.changeAndGet<OrderDoc>(
    ORDERS,
    { _id: orderId, state: 'shipped', refundState: 'none', ...(buyerId === undefined ? {} : { buyerId }) },
    {
      state: 'received',
      receivedAt: ctx.clock.now(),
      dueAt: completesAt,
      ...owe(ctx, ['commission.schedule']),
    },
  )
}

/** `received → completed`. */
export function markCompleted(ctx: Context, orderId: string): Promise<number> {
  const change = { state: 'completed', completedAt: ctx.clock.now(), dueAt: ctx.db._.remove() }
  return ctx.db.change(ORDERS, { _id: orderId, state: 'received', refundState: 'none' }, change)
}

/** Orders whose owed effects are due, the longest waiting first. */
export function findOwing(ctx: Context, limit: number): Promise<OrderDoc[]> {
  return ctx.db.find<OrderDoc>(ORDERS, {
    where: { owedAt: ctx.db._.lte(ctx.clock.now()) },
    orderBy: [['owedAt', 'asc']],
    limit,
  })
}

/** The next try of what an order owes: not before `at`, after so many tries. */
export interface Retry {
  at: number
  tries: number
}

/**
 * Shortens what an order owes to `left`. Only who saw the latest revision may: whatever came to be owed since
 * stays, and what was carried out is carried out once more, which changes nothing. `false` when it was not ours to
 * shorten: of several at once one is told `true`.
 */
export async function shortenOwed(
  ctx: Context,
  order: OrderDoc,
  left: readonly OrderEffect[],
  retry?: Retry,
): Promise<boolean> {
  const { _ } = ctx.db
  const revision = _.inc(1)
  const changed = await ctx.db.change(
    ORDERS,
    { _id: order._id, revision: order.revision },
    left.length === 0
      ? { owed: _.set([]), owedAt: _.remove(), owedTries: 0, revision }
      : { owed: _.set([...left]), revision, ...(retry ? { owedAt: retry.at, owedTries: retry.tries } : {}) },
  )
  return changed === 1
}

/** Puts an effect back on the list that was taken off before it was tried. */
export async function oweAgain(
  ctx: Context,
  orderId: string,
  effect: OrderEffect,
  retry: Retry,
): Promise<void> {
  const { _ } = ctx.db
  const change = { owed: _.push([effect]), owedAt: retry.at, owedTries: retry.tries, revision: _.inc(1) }
  await ctx.db.change(ORDERS, { _id: orderId }, change)
}
