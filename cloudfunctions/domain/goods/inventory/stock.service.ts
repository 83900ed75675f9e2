import type { Context } from '../../../platform/context'
import { heldOf, newStock, type StockDoc } from './stock.model'
import { endFolding, findFolding, findStocks, findStocksOfProduct, insertStock } from './stock.repo'

/** The stock of one SKU over all its documents, in pieces. */
export interface SkuStock {
  skuId: string
  productId: string
  available: number
  held: number
  sold: number
  safety: number
}

/** What can be bought of SKUs or of all SKUs of products, by SKU: one trip. A SKU without stock is missing. */
export async function availableBySku(
  ctx: Context,
  by: { skuIds: readonly string[] } | { productIds: readonly string[] },
): Promise<Map<string, number>> {
  const available = new Map<string, number>()
  for (const stock of await findStocks(ctx, by, ['skuId', 'available'])) {
    available.set(stock.skuId, (available.get(stock.skuId) ?? 0) + stock.available)
  }
  return available
}

/** The whole stock of products by SKU: one trip. */
export async function stockOfProducts(
  ctx: Context,
  productIds: readonly string[],
): Promise<Map<string, SkuStock>> {
  return bySku(await findStocks(ctx, { productIds }))
}

/** The stock of one SKU: one trip. */
export async function stockOfSku(ctx: Context, skuId: string): Promise<SkuStock | undefined> {
  return bySku(await findStocks(ctx, { skuIds: [skuId] })).get(skuId)
}

function bySku(stocks: readonly StockDoc[]): Map<string, SkuStock> {
  const all = new Map<string, SkuStock>()
  for (const stock of stocks) {
    const { skuId, productId } = stock
    const total = all.get(skuId) ?? { skuId, productId, available: 0, held: 0, sold: 0, safety: 0 }
    total.available += stock.available
    total.held += heldOf(stock)
    total.sold += stock.sold
    total.safety = Math.max(total.safety, stock.safety)
    all.set(skuId, total)
  }
  return all
}

/** Products whose stock has changed since it was folded into them; at most `limit` documents are looked at. */
export async function productsToFold(ctx: Context, limit: number): Promise<string[]> {
  return [...new Set((await findFolding(ctx, limit)).map((stock) => stock.productId))]
}

/** What the product says about its stock. `rev` grows with every change of one of its stock documents. */
export interface FoldedStock {
  rev: number
  soldOut: boolean
  lowStock: boolean
  sold: number
  /** Call it when the product says so. */
  done(): Promise<void>
}

/** Reckons from the stock documents what stands in their product. */
export async function foldedStock(ctx: Context, productId: string): Promise<FoldedStock> {
  const all = await findStocksOfProduct(ctx, productId)
  const stocks = all.filter(({ isNamed }) => isNamed)
  const skus = [...bySku(stocks).values()]
  return {
    rev: stocks.reduce((total, stock) => total + stock.rev, 0),
    soldOut: skus.every((sku) => sku.available <= 0),
    lowStock: skus.some((sku) => sku.available <= sku.safety),
    sold: skus.reduce((total, sku) => total + sku.sold, 0),
    async done() {
      await Promise.all(all.filter((s) => s.folding).map((s) => endFolding(ctx, s._id, s.rev)))
    },
  }
}

/**
 * The stock of a SKU that is about to be sold, `available` pieces of it; made once, so that a try that died is taken
 * up. A SKU that is opened with other pieces is another one: its id follows from them.
 */
export async function openStock(
  ctx: Context,
  opening: { skuId: string; productId: string; available: number },
): Promise<void> {
  await insertStock(ctx, newStock(opening))
}
