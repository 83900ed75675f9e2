import type { Context } from '../../../platform/context'
import type { Change, Filter } from '../../../platform/database'
import type { Doc } from '../../../platform/collections'
import type { Mark, StockDoc } from './stock.model'

const STOCKS = 'stocks'

/** The most documents that one read of stock brings. */
const READ_LIMIT = 1_000

/** Part of every change of the numbers: readers of `rev` see it, and the product hears of it. */
function touched(ctx: Context): Change<'stocks'> {
  return { rev: ctx.db._.inc(1), folding: true }
}

/** One conditional update of one stock document; true when its condition held. */
async function changed(ctx: Context, where: Filter<'stocks'>, change: Change<'stocks'>): Promise<boolean> {
  return (await ctx.db.change(STOCKS, where, change)) > 0
}

/** What a document says about one order. */
export type OrderStock = Pick<StockDoc, '_id' | 'shard' | 'available'> & Partial<Pick<StockDoc, 'holds'>>

const orderFields = (orderId: string) => ['shard', 'available', `holds.${orderId}`] as const

/** Takes `quantity` pieces for an order that holds none here yet, if so many are there. */
export function takeHold(ctx: Context, id: string, orderId: string, quantity: number): Promise<boolean> {
  const { _ } = ctx.db
  const at = ctx.clock.now()
  return changed(
    ctx,
    { _id: id, available: _.gte(quantity), [`holds.${orderId}`]: _.exists(false) },
    {
      available: _.inc(-quantity),
      [`holds.${orderId}`]: _.set({ quantity, at, claims: 1 }),
      watchAt: _.min(at),
      ...touched(ctx),
    },
  )
}

/** Counts one more try of placing the order on the hold that it has. */
export function claimHold(ctx: Context, id: string, orderId: string, quantity: number): Promise<boolean> {
  return changed(
    ctx,
    { _id: id, [`holds.${orderId}.quantity`]: quantity },
    { [`holds.${orderId}.claims`]: ctx.db._.inc(1), [`holds.${orderId}.at`]: ctx.clock.now() },
  )
}

/** Takes one of several claims off a hold. */
export function dropClaim(ctx: Context, id: string, orderId: string): Promise<boolean> {
  const { _ } = ctx.db
  return changed(
    ctx,
    { _id: id, [`holds.${orderId}.claims`]: _.gt(1) },
    { [`holds.${orderId}.claims`]: _.inc(-1) },
  )
}

/**
 * Ends a hold of `quantity` pieces: `sold` of them are sold, the rest can be bought again. `only` narrows the
 * hold that is meant.
 */
export function endHold(
  ctx: Context,
  hold: { id: string; orderId: string; quantity: number; sold: number },
  only: { claims?: number; at?: number } = {},
): Promise<boolean> {
  const { _ } = ctx.db
  const path = `holds.${hold.orderId}` as const
  const where: Filter<'stocks'> = { _id: hold.id, [`${path}.quantity`]: hold.quantity }
  if (only.claims !== undefined) where[`${path}.claims`] = only.claims
  if (only.at !== undefined) where[`${path}.at`] = only.at
  return changed(ctx, where, {
    [path]: _.remove(),
    available: _.inc(hold.quantity - hold.sold),
    sold: _.inc(hold.sold),
    ...touched(ctx),
  })
}

/** What one document says about an order: one trip. */
export async function orderStock(ctx: Context, id: string, orderId: string): Promise<OrderStock | undefined> {
  const [found] = await ctx.db.find(STOCKS, {
    where: { _id: id },
    fields: orderFields(orderId),
    limit: 1,
  })
  return found
}

/** What all documents of a SKU say about an order: one trip. */
export function orderStocks(ctx: Context, skuId: string, orderId: string): Promise<OrderStock[]> {
  return ctx.db.find(STOCKS, {
    where: { skuId },
    fields: orderFields(orderId),
    limit: READ_LIMIT,
  })
}

/**
 * Adds `delta` to what can be bought, once for each `token`, and never below 0. `sold` changes what
 * counts as sold.
 */
export function bookMark(
  ctx: Context,
  id: string,
  token: string,
  mark: Omit<Mark, 'at'>,
  sold = 0,
): Promise<boolean> {
  const { _ } = ctx.db
  const at = ctx.clock.now()
  const where: Filter<'stocks'> = { _id: id, [`marks.${token}`]: _.exists(false) }
  if (mark.delta < 0) where['available'] = _.gte(-mark.delta)
  const change: Change<'stocks'> = {
    available: _.inc(mark.delta),
    [`marks.${token}`]: _.set({ ...mark, at }),
    watchAt: _.min(at),
    ...touched(ctx),
  }
  if (sold !== 0) change['sold'] = _.inc(sold)
  return changed(ctx, where, change)
}

/** Takes a mark back together with what it added. */
export function unbookMark(ctx: Context, id: string, token: string, delta: number): Promise<boolean> {
  const { _ } = ctx.db
  return changed(
    ctx,
    { _id: id, [`marks.${token}.delta`]: delta },
    { available: _.inc(-delta), [`marks.${token}`]: _.remove(), ...touched(ctx) },
  )
}

/** Forgets marks that nobody can try again. */
export function forgetMarks(ctx: Context, id: string, tokens: readonly string[]): Promise<boolean> {
  const { _ } = ctx.db
  return changed(
    ctx,
    { _id: id },
    { ...Object.fromEntries(tokens.map((token) => [`marks.${token}`, _.remove()])), rev: _.inc(1) },
  )
}

/** All documents of SKUs or products, whole or with `fields` only: one trip. */
export function findStocks(
  ctx: Context,
  by: { skuIds: readonly string[] } | { productIds: readonly string[] },
  fields?: readonly (keyof StockDoc)[],
): Promise<StockDoc[]> {
  const { _ } = ctx.db
  const where = 'skuIds' in by ? { skuId: _.in([...by.skuIds]) } : { productId: _.in([...by.productIds]) }
  return ctx.db.find(STOCKS, { where, limit: READ_LIMIT, ...(fields && { fields }) })
}

/** Documents whose change does not stand in their product yet. */
export function findFolding(ctx: Context, limit: number): Promise<Pick<StockDoc, '_id' | 'productId'>[]> {
  return ctx.db.find(STOCKS, { where: { folding: true }, fields: ['productId'], limit })
}

/** The change up to `rev` stands in the product. */
export function endFolding(ctx: Context, id: string, rev: number): Promise<boolean> {
  return changed(ctx, { _id: id, rev, folding: true }, { folding: false })
}

/** Documents with something older than `before` that has not been looked at, oldest first. */
export function findWatched(ctx: Context, before: number, limit: number): Promise<StockDoc[]> {
  return ctx.db.find(STOCKS, {
    where: { watchAt: ctx.db._.lte(before) },
    orderBy: [['watchAt', 'asc']],
    limit,
  })
}

/**
 * Says when to look at a document again. With `rev` only if nothing has changed since: that is how the watch ends.
 */
export function watchAgain(ctx: Context, seen: StockDoc, at: number, rev?: number): Promise<boolean> {
  const where: Filter<'stocks'> = { _id: seen._id, watchAt: seen.watchAt }
  if (rev !== undefined) where['rev'] = rev
  return changed(ctx, where, { watchAt: at })
}

/** What the sweep has to know of an order. */
export type HoldingOrder = Pick<Doc<'orders'>, '_id' | 'state' | 'owed'> & { lines: { skuId: string }[] }

/** The orders with these numbers, as far as they exist: one trip for each 500. */
export async function findHoldingOrders(
  ctx: Context,
  orderIds: readonly string[],
): Promise<Map<string, HoldingOrder>> {
  const found = new Map<string, HoldingOrder>()
  for (let from = 0; from < orderIds.length; from += 500) {
    const part = orderIds.slice(from, from + 500)
    const orders = await ctx.db.find('orders', {
      where: { _id: ctx.db._.in([...part]) },
      fields: ['state', 'owed', 'lines.skuId'],
      limit: part.length,
    })
    for (const order of orders) found.set(order._id, order)
  }
  return found
}
