import type { Context } from '../../../platform/context'
import { foldedStock, productsToFold } from '../inventory'
import { countLow, foldInto } from './product.repo'

/** Documents that one run looks at; the rest waits for the next one. */
const LIMIT = 200
const AT_ONCE = 8

/**
 * Makes products say what their stock says: pieces sold, sold out, low. Only products whose stock has changed; the
 * stock document remembers that until it is done, and an older state never replaces a newer one.
 *
 * @returns how many products were looked at
 */
export async function foldStock(ctx: Context): Promise<number> {
  const productIds = await productsToFold(ctx, LIMIT)
  for (let from = 0; from < productIds.length; from += AT_ONCE) {
    await Promise.all(productIds.slice(from, from + AT_ONCE).map((id) => foldProduct(ctx, id)))
  }
  return productIds.length
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
