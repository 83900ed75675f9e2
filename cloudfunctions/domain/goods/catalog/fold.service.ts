import type { Context } from '../../../platform/context'
import { workOff } from '../../../platform/work'
import { foldedStock, productsToFold } from '../inventory'
import { countLow, foldInto } from './product.repo'

/** Products that one run looks at; the rest waits for the next one. */
const LIMIT = 200
const AT_ONCE = 8

/**
 * Makes products say what their stock says: pieces sold, sold out, low. Only products whose stock has changed; the
 * stock document remembers that until it is done, and an older state never replaces a newer one. Begins none after
 * `until`, ms.
 *
 * @returns how many products were looked at
 */
export async function foldStock(ctx: Context, until = Infinity): Promise<number> {
  const { taken } = await workOff<string>(ctx, {
    find: (count) => productsToFold(ctx, count),
    one: (productId) => foldProduct(ctx, productId),
    keyOf: (productId) => productId,
    event: 'stock.not_folded',
    atOnce: AT_ONCE,
    limit: LIMIT,
    until,
  })
  return taken
}

/** The same for one product at once. */
export async function foldProduct(ctx: Context, productId: string): Promise<void> {
  const { rev, sold, soldOut, lowStock, done } = await foldedStock(ctx, productId)
  await foldInto(ctx, productId, { stockRev: rev, salesCount: Math.max(0, sold), soldOut, lowStock })
  await done()
}

/** Listed products of which a SKU is at or below its safety stock. */
export function countLowStock(ctx: Context): Promise<number> {
  return countLow(ctx)
}
