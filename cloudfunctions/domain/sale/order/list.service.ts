import { AppError } from '@shared/contract/errors'
import type { ORDER_TABS, OrderDetail, OrderState, OrderSummary } from '@shared/contract/order/schema'
import type { Context, MemberContext } from '../../../platform/context'
import type { OrderDoc } from './order.model'
import { countByState, listOrders, readOrder, readOwnOrder, type ListPosition } from './order.repo'
import { toDetail, toSummary } from './order.view'

/** Orders on one page of a list. */
export const PAGE_SIZE = 20

export interface OrderQuery {
  buyerId?: string
  states?: readonly OrderState[]
  refunded?: boolean
}

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

/** A page of orders, newest first. One round trip. @throws AppError BAD_INPUT for a foreign cursor */
export async function pageOfOrders(
  ctx: Context,
  query: OrderQuery,
  cursor: string | undefined,
): Promise<{ items: OrderDoc[]; nextCursor?: string }> {
  const from = cursor === undefined ? undefined : decodeCursor(cursor)
  const found = await listOrders(ctx, query, from, PAGE_SIZE + 1)
  const items = found.slice(0, PAGE_SIZE)
  const last = items.at(-1)
  if (found.length <= PAGE_SIZE || !last) return { items }
  const same = items.filter(({ placedAt }) => placedAt === last.placedAt).length
  const skip = same + (from?.at === last.placedAt ? from.skip : 0)
  return { items, nextCursor: `${last.placedAt}-${skip}` }
}

/** A cursor says the instant of the last row and how many rows of that instant were shown. */
function decodeCursor(cursor: string): ListPosition {
  const [, at, skip] = /^(\d{1,15})-(\d{1,6})$/.exec(cursor) ?? []
  if (at === undefined || skip === undefined) throw new AppError('BAD_INPUT')
  return { at: Number(at), skip: Number(skip) }
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
  return toDetail(order)
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
