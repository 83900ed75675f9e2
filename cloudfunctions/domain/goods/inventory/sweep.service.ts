import type { Context } from '../../../platform/context'
import { readEntry } from '../../../platform/owed'
import { eachOf, workOff } from '../../../platform/work'
import { MARK_MS, NEVER, type StockDoc } from './stock.model'
import {
  endHold,
  findHoldingOrders,
  findWatched,
  forgetMarks,
  watchAgain,
  type HoldingOrder,
} from './stock.repo'

/** Documents that one sweep looks at; what is left over is found by the next one. */
const LIMIT = 200
const AT_ONCE = 8

interface Watched {
  readonly stock: StockDoc
  /** The orders that the stock of the same read names. */
  readonly orders: ReadonlyMap<string, HoldingOrder>
}

/**
 * Finds holds that are older than `olderThanMs` and belong to no live order (a crash between holding and placing, a
 * request that arrived again after its order had ended) and gives each back exactly once. Forgets old marks. Begins no
 * document after `until`, ms.
 *
 * `olderThanMs` must be longer than a function can run: a hold is taken before its order exists.
 *
 * @returns how many holds were given back
 */
export async function sweepOrphanHolds(ctx: Context, olderThanMs: number, until = Infinity): Promise<number> {
  const now = ctx.clock.now()
  let givenBack = 0
  await workOff<Watched>(ctx, {
    find: async (count) => {
      const stocks = await findWatched(ctx, now - olderThanMs, count)
      if (stocks.length === 0) return []
      const orders = await findHoldingOrders(ctx, [...new Set(stocks.flatMap(orderIdsOf))])
      return stocks.map((stock) => ({ stock, orders }))
    },
    one: async ({ stock, orders }) => {
      const orphans = Object.entries(stock.holds).filter(
        ([orderId, hold]) => hold.at <= now - olderThanMs && !isLive(orders.get(orderId), stock.skuId),
      )
      let [tried, count] = [0, 0]
      await eachOf(orphans, AT_ONCE, async ([orderId, { quantity, at, claims }]) => {
        if (ctx.clock.now() > until) return
        tried += 1
        const hold = { id: stock._id, orderId, quantity, sold: 0 }
        if (!(await endHold(ctx, hold, { at, claims }))) return
        count += 1
        givenBack += 1
      })
      if (tried === orphans.length) await finish(ctx, stock, { now, count, orders })
    },
    keyOf: ({ stock }) => stock._id,
    event: 'stock.not_swept',
    atOnce: 1,
    limit: LIMIT,
    until,
  })
  if (givenBack > 0) ctx.log.warn('stock.swept', { givenBack })
  return givenBack
}

/** Forgets the old marks of a document and says when to look at it again. */
async function finish(
  ctx: Context,
  stock: StockDoc,
  seen: { now: number; count: number; orders: ReadonlyMap<string, HoldingOrder> },
): Promise<void> {
  const marks = Object.entries(stock.marks)
  const old = marks.filter(([, mark]) => {
    if (mark.at > seen.now - MARK_MS) return false
    return !(mark.orderId && seen.orders.get(mark.orderId)?.owed.some(isRestock))
  })
  const forgotten =
    old.length > 0 &&
    (await forgetMarks(
      ctx,
      stock._id,
      old.map(([token]) => token),
    ))
  const empty = old.length === marks.length && seen.count === Object.keys(stock.holds).length
  const rev = stock.rev + seen.count + (forgotten ? 1 : 0)
  if (empty && (await watchAgain(ctx, stock, NEVER, rev))) return
  // Whatever came since is younger than this sweep.
  await watchAgain(ctx, stock, seen.now)
}

const isRestock = (entry: string): boolean => readEntry(entry).effect === 'stock.restock'

function orderIdsOf(stock: StockDoc): string[] {
  const marks = Object.values(stock.marks).flatMap((mark) => mark.orderId ?? [])
  return [...Object.keys(stock.holds), ...marks]
}

/** Whether the order still counts on its hold, or its effects are going to end it. */
function isLive(order: HoldingOrder | undefined, skuId: string): boolean {
  if (!order || !order.lines.some((line) => line.skuId === skuId)) return false
  if (order.state === 'pending_payment') return true
  return order.owed.some((effect) => effect === 'stock.sell' || effect === 'stock.release')
}
