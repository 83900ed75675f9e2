import { AppError } from '@shared/contract/errors'
import type { Context } from '../../../platform/context'
import * as hold from '../../../platform/hold'
import { STOCK } from './stock.model'
import { findHoldingOrders } from './stock.repo'

/** Documents that one sweep looks at; what is left over is found by the next one. */
const LIMIT = 200

/** What an order wants of one SKU; several lines of an order may want the same one. */
export interface HoldLine {
  readonly skuId: string
  readonly quantity: number
  /** Over how many documents the SKU spreads (`SkuDoc.shards`); one when absent. */
  readonly shards?: number
}

/**
 * Holds the stock of an order: per SKU one conditional update when there is enough, all at once. All or nothing: when
 * a SKU fails, what this try took is given back. The same order again counts on the holds it has.
 *
 * @throws AppError SOLD_OUT (a SKU has too few pieces), PRODUCT_UNAVAILABLE (a SKU has no stock at all), BUSY (the
 *   order already holds another quantity, or the race was lost too often); `cause` names the SKUs
 */
export async function holdStock(ctx: Context, orderId: string, lines: readonly HoldLine[]): Promise<void> {
  const refused = await hold.holdAll(ctx, STOCK, orderId, lines.map(wantOf))
  if (refused.length === 0) return
  const is = (wanted: string) => refused.some(({ why }) => why === wanted)
  const code = is('missing') ? 'PRODUCT_UNAVAILABLE' : is('short') ? 'SOLD_OUT' : 'BUSY'
  const names = refused.map(({ thing, why }) => `${thing}: ${why}`).join(', ')
  throw new AppError(code, { cause: new Error(names) })
}

/**
 * Takes back what one successful `holdStock` of these lines claimed, because its order could not be placed. A hold
 * that another try of the same order counts on stays.
 */
export function unholdStock(ctx: Context, orderId: string, lines: readonly HoldLine[]): Promise<void> {
  return hold.unholdAll(ctx, STOCK, orderId, lines.map(wantOf))
}

/** What of an order its stock follows from; the same SKU may stand in several lines. */
export interface HeldOrder {
  readonly _id: string
  readonly lines: readonly { readonly skuId: string; readonly quantity: number }[]
}

/** Turns the holds of a paid order into sales, once: decided by the update that takes the hold off. */
export function sellHolds(ctx: Context, order: HeldOrder): Promise<void> {
  return hold.consumeHolds(ctx, STOCK, order._id, order.lines.map(wantOf))
}

/** Gives the holds of a closed order back, once: decided by the update that takes the hold off. */
export function releaseHolds(ctx: Context, order: HeldOrder): Promise<void> {
  return hold.releaseHolds(ctx, STOCK, order._id, order.lines.map(wantOf))
}

/**
 * Takes sold pieces back into what can be bought, once for each refund; `pieces` by SKU. The goods must have been sold
 * before.
 */
export function restock(
  ctx: Context,
  { _id }: Pick<HeldOrder, '_id'>,
  pieces: ReadonlyMap<string, number>,
  refundNo: string,
): Promise<void> {
  const back = [...pieces].map(([thing, quantity]) => ({ thing, quantity }))
  return hold.giveBackUsed(ctx, STOCK, _id, `restock-${_id}-${refundNo}`, back)
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
  const givenBack = await hold.sweepHolds(ctx, STOCK, {
    olderThanMs,
    limit: LIMIT,
    until,
    ownersOf: async (ids) =>
      hold.owingOwners(await findHoldingOrders(ctx, ids), {
        wants: ({ lines }, { skuId }) => lines.some((line) => line.skuId === skuId),
        waits: ({ state }) => state === 'pending_payment',
        ends: ['stock.sell', 'stock.release'],
        givesBack: 'stock.restock',
      }),
  })
  if (givenBack > 0) ctx.log.warn('stock.swept', { givenBack })
  return givenBack
}

const wantOf = ({ skuId, quantity, shards }: HoldLine): hold.Want => ({
  thing: skuId,
  quantity,
  ...(shards !== undefined && { shards }),
})
