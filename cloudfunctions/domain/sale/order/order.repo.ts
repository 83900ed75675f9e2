import type { OrderState } from '@shared/contract/order/schema'
import type { Context } from '../../../platform/context'
import type { Filter } from '../../../platform/database'
import { readPage, type Page } from '../../../platform/page'
import type { OrderDoc } from './order.model'

export const ORDERS = 'orders'

export function readOrder(ctx: Context, orderId: string): Promise<OrderDoc | null> {
  return ctx.db.get(ORDERS, orderId)
}

/** An order of this buyer; another buyer's order does not exist. */
export async function readOwnOrder(ctx: Context, buyerId: string, orderId: string): Promise<OrderDoc | null> {
  const order = await readOrder(ctx, orderId)
  return order?.buyerId === buyerId ? order : null
}

/** The orders that have one of these slots. */
export function findBySlot(ctx: Context, slots: readonly string[]): Promise<OrderDoc[]> {
  return ctx.db.find(ORDERS, { where: { slot: ctx.db._.in([...slots]) }, limit: slots.length })
}

/** A cancelled order gives its slot up; nothing when it has none any more. */
export async function giveSlotUp(ctx: Context, { _id, slot }: OrderDoc): Promise<void> {
  await ctx.db.change(ORDERS, { _id, slot, state: 'closed' }, { slot: _id })
}

/** `false` when the order stands already, or another one has its slot. */
export function insertOrder(ctx: Context, order: OrderDoc): Promise<boolean> {
  return ctx.db.insert(ORDERS, order)
}

/** A page of orders, newest first. One round trip. @throws AppError BAD_INPUT for a foreign cursor */
export function pageOfOrders(
  ctx: Context,
  where: {
    buyerId?: string
    states?: readonly OrderState[]
    refunded?: boolean
    /** Paid, and brought by a distributor. */
    recommended?: boolean
  },
  cursor: string | undefined,
): Promise<Page<OrderDoc>> {
  const { _ } = ctx.db
  const filter: Filter<'orders'> = {}
  if (where.buyerId !== undefined) filter.buyerId = where.buyerId
  if (where.states?.length === 1) filter.state = where.states[0]
  else if (where.states) filter.state = _.in([...where.states])
  // A refunded order keeps its state and waits for nobody any more.
  if (where.states) filter.live = true
  if (where.refunded) filter.refunded = true
  if (where.recommended) {
    filter.chainIds = _.neq([])
    filter.paidAt = _.exists(true)
  }
  return readPage(ctx, ORDERS, { list: 'orders', where: filter, by: 'placedAt', direction: 'desc' }, cursor)
}

/** The latest order that says where it goes; its address alone. */
export async function findLatestAddressed(
  ctx: Context,
): Promise<Pick<OrderDoc, '_id' | 'address'> | undefined> {
  const [latest] = await ctx.db.find(ORDERS, {
    where: { 'address.receiver': ctx.db._.exists(true) },
    orderBy: [
      ['placedAt', 'desc'],
      ['_id', 'desc'],
    ],
    fields: ['address'],
    limit: 1,
  })
  return latest
}

/** How many orders of this buyer stand in each state. */
export async function countByState(ctx: Context, buyerId: string): Promise<Map<OrderState, number>> {
  const { _, $ } = ctx.db
  const waiting: OrderState[] = ['pending_payment', 'paid', 'shipped']
  const rows = await ctx.db.aggregate<{ _id: OrderState; orders: number }>(ORDERS, (pipeline) =>
    pipeline
      .match({ buyerId, state: _.in(waiting), live: true })
      .group({ _id: '$state', orders: $.sum(1) })
      .limit(waiting.length),
  )
  return new Map(rows.map(({ _id, orders }) => [_id, orders]))
}

type Waiting = 'pending_payment' | 'shipped' | 'received'

/** What orders in a state are like whose next step has come. */
export const isDue = (ctx: Context, state: Waiting) => ({ state, dueAt: ctx.db._.lte(ctx.clock.now()) })

/** Orders in a state whose next step has come, the most overdue first. */
export function findDue(ctx: Context, state: Waiting, limit: number): Promise<OrderDoc[]> {
  return ctx.db.find(ORDERS, {
    where: isDue(ctx, state),
    orderBy: [['dueAt', 'asc']],
    limit,
  })
}

/** Puts the next look at an order off; only while it is still in the state it was seen in. */
export async function postpone(ctx: Context, order: OrderDoc, dueAt: number): Promise<void> {
  await ctx.db.change(ORDERS, { _id: order._id, state: order.state }, { dueAt })
}
