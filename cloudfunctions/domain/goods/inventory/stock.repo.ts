import type { Context } from '../../../platform/context'
import { byId } from '../../../platform/by-id'
import type { Doc } from '../../../platform/collections'
import type { StockDoc } from './stock.model'
import { wrongPlacesOf } from './stock.rules'

const STOCKS = 'stocks'

/** The most documents that one read of stock brings. */
const READ_LIMIT = 1_000

/**
 * All documents of SKUs or products, whole or with `fields` only: one trip. One that somebody wrote wrong is left out,
 * and its places are told in the log.
 */
export async function findStocks(
  ctx: Context,
  by: { skuIds: readonly string[] } | { productIds: readonly string[] },
  fields?: readonly (keyof StockDoc)[],
): Promise<StockDoc[]> {
  const { _ } = ctx.db
  const where = 'skuIds' in by ? { skuId: _.in([...by.skuIds]) } : { productId: _.in([...by.productIds]) }
  const found: StockDoc[] = await ctx.db.find(STOCKS, { where, limit: READ_LIMIT, ...(fields && { fields }) })
  return rightStocks(ctx, found, fields)
}

const rightStocks = <S extends StockDoc>(
  ctx: Context,
  found: readonly S[],
  fields?: readonly string[],
): S[] =>
  found.filter((stock) => {
    const places = wrongPlacesOf(stock, fields)
    if (places.length > 0) ctx.log.error('stock.wrong', { stockId: stock._id, places })
    return places.length === 0
  })

type NamedProduct = Pick<Doc<'products'>, '_id' | 'name' | 'skus'>

/** All documents of a SKU, with the product that it is of as far as there is one: one trip. */
export async function findStocksOfSku(
  ctx: Context,
  skuId: string,
): Promise<{ stocks: StockDoc[]; product?: NamedProduct }> {
  const found = await ctx.db.aggregate<StockDoc & { products: NamedProduct[] }>(STOCKS, (pipeline) =>
    pipeline
      .match({ skuId })
      .lookup({ from: 'products', localField: 'productId', foreignField: '_id', as: 'products' })
      .limit(READ_LIMIT),
  )
  const product = found.flatMap(({ products }) => products)[0]
  return { stocks: rightStocks(ctx, found), ...(product && { product }) }
}

/**
 * All documents of a product, and whether it names their SKU: one trip. What it does not name is not its stock: a try
 * to make it with another number of pieces has left that behind.
 */
export async function findStocksOfProduct(
  ctx: Context,
  productId: string,
): Promise<(StockDoc & { isNamed: boolean })[]> {
  const found = await ctx.db.aggregate<StockDoc & { named?: unknown }>(STOCKS, (pipeline) =>
    pipeline
      .match({ productId })
      .lookup({ from: 'products', localField: 'productId', foreignField: '_id', as: 'named' })
      .addFields({ named: '$named.skus.skuId' })
      .limit(READ_LIMIT),
  )
  // A product that somebody wrote without SKUs, or took away, names none.
  return rightStocks(ctx, found).map(({ named, ...stock }) => ({
    ...stock,
    isNamed: Array.isArray(named) && named.flat().includes(stock.skuId),
  }))
}

/** Documents whose change does not stand in their product yet. */
export function findFolding(ctx: Context, limit: number): Promise<Pick<StockDoc, '_id' | 'productId'>[]> {
  return ctx.db.find(STOCKS, { where: { folding: true }, fields: ['productId'], limit })
}

/** The change up to `rev` stands in the product. */
export async function endFolding(ctx: Context, id: string, rev: number): Promise<void> {
  await ctx.db.change(STOCKS, { _id: id, rev, folding: true }, { folding: false })
}

/** What the sweep has to know of an order. */
export type HoldingOrder = Pick<Doc<'orders'>, '_id' | 'state' | 'owed'> & { lines: { skuId: string }[] }

/** The orders with these numbers, as far as they exist. */
export function findHoldingOrders(
  ctx: Context,
  orderIds: readonly string[],
): Promise<Map<string, HoldingOrder>> {
  return byId(orderIds, (ids) =>
    ctx.db.find('orders', {
      where: { _id: ctx.db._.in(ids) },
      fields: ['state', 'owed', 'lines.skuId'],
      limit: ids.length,
    }),
  )
}

/** Makes the stock of a new SKU; false when it is there already. */
export function insertStock(ctx: Context, stock: StockDoc): Promise<boolean> {
  return ctx.db.insert(STOCKS, stock)
}
