import { AppError } from '@shared/contract/errors'
import type { ORDER_TABS, OrderDetail, OrderState, OrderSummary } from '@shared/contract/order/schema'
import type { Context, MemberContext } from '../../../platform/context'
import { openReceiver, type OpenReceiver } from '../../people/member'
import type { OrderDoc } from './order.model'
import { countByState, findLatestAddressed, pageOfOrders, readOrder, readOwnOrder } from './order.repo'
import { receiverPlace } from './order.rules'
import { toDetail, toSummary } from './order.view'

/** Which states stand in a tab, refunded orders left out; `all` has no entry and shows them, too. */
const TABS: Record<Exclude<(typeof ORDER_TABS)[number], 'all'>, readonly OrderState[]> = {
  unpaid: ['pending_payment'],
  unshipped: ['paid'],
  shipped: ['shipped'],
  done: ['received', 'completed'],
}

export function statesOfTab(tab: (typeof ORDER_TABS)[number]): readonly OrderState[] | undefined {
  return tab === 'all' ? undefined : TABS[tab]
}

/** The buyer's own orders. One round trip. */
export async function listOwnOrders(
  ctx: MemberContext,
  tab: (typeof ORDER_TABS)[number],
  cursor: string | undefined,
): Promise<{ items: OrderSummary[]; nextCursor?: string }> {
  const states = statesOfTab(tab)
  const page = await pageOfOrders(ctx, { buyerId: ctx.openid, ...(states && { states }) }, cursor)
  return { ...page, items: page.items.map(toSummary) }
}

/** One of the buyer's own orders. One round trip. @throws AppError NOT_FOUND, also for another buyer's order */
export async function getOwnOrder(ctx: MemberContext, orderId: string): Promise<OrderDetail> {
  const order = await readOwnOrder(ctx, ctx.openid, orderId)
  if (!order) throw new AppError('NOT_FOUND')
  return toDetail(order, receiverOf(ctx, order))
}

/** Whom an order goes to, in clear; empty once its term is over. */
export function receiverOf(ctx: Context, { _id, address }: Pick<OrderDoc, '_id' | 'address'>): OpenReceiver {
  return openReceiver(ctx, receiverPlace(_id), address)
}

/** Whether the latest order is sealed with a key that is not here: then hardly any opens. One round trip. */
export async function isUnreadable(ctx: Context): Promise<boolean> {
  const latest = await findLatestAddressed(ctx)
  return latest !== undefined && !receiverOf(ctx, latest).readable
}

/** Any order, for staff. @throws AppError NOT_FOUND */
export async function getOrder(ctx: Context, orderId: string): Promise<OrderDoc> {
  const order = await readOrder(ctx, orderId)
  if (!order) throw new AppError('NOT_FOUND')
  return order
}

/** How many of the buyer's orders wait for something. One round trip. */
export async function countOwnOrders(
  ctx: MemberContext,
): Promise<{ unpaid: number; unshipped: number; shipped: number }> {
  const counts = await countByState(ctx, ctx.openid)
  return {
    unpaid: counts.get('pending_payment') ?? 0,
    unshipped: counts.get('paid') ?? 0,
    shipped: counts.get('shipped') ?? 0,
  }
}
