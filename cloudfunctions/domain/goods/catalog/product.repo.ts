import type { Context } from '../../../platform/context'
import type { Doc, FieldPath } from '../../../platform/collections'
import type { Change, Filter } from '../../../platform/database'
import type { ProductDoc } from './product.model'

type Field = FieldPath<Doc<'products'>>

const PRODUCTS = 'products'

/** What a card shows; the cost stays in the database. */
export const CARD_FIELDS = [
  'name',
  'sellingPoint',
  'tag',
  'categoryId',
  'pictures',
  'skus.skuId',
  'skus.priceFen',
  'skus.listPriceFen',
  'priceFen',
  'soldOut',
  'salesCount',
  'listed',
  'sort',
  'createdAt',
] as const

export type CardDoc = Omit<ProductDoc, 'skus' | 'version' | 'specs' | 'origin' | 'attributes' | 'detail'> & {
  skus: Pick<ProductDoc['skus'][number], 'skuId' | 'priceFen' | 'listPriceFen'>[]
}

export function findProduct(ctx: Context, productId: string): Promise<ProductDoc | null> {
  return ctx.db.get(PRODUCTS, productId)
}

/** Products by id in no particular order, whole or with `fields` only; at most 1,000. */
export async function findProducts<T extends { _id: string } = ProductDoc>(
  ctx: Context,
  productIds: readonly string[],
  fields?: readonly Field[],
): Promise<T[]> {
  const found: { _id: string }[] = await ctx.db.find(PRODUCTS, {
    where: { _id: ctx.db._.in([...new Set(productIds)]) },
    limit: Math.max(1, productIds.length),
    ...(fields && { fields }),
  })
  return found as T[]
}

export interface ListQuery {
  readonly listed: boolean
  readonly lowStock?: boolean
  readonly categoryId?: string
  readonly keyword?: string
  readonly sort: SortField
  readonly direction: Direction
  /** How equals are ordered: as the index has it, so that the index alone sorts. */
  readonly ties: Direction
  /** Where the last page ended. */
  readonly after?: { readonly value: number; readonly id: string }
  readonly limit: number
  readonly fields?: readonly Field[]
}

export type Direction = 'asc' | 'desc'
export type SortField = 'sort' | 'salesCount' | 'createdAt' | 'priceFen'

/** One page of a list, ordered by `sort` and then by id, so that ties neither repeat nor get lost. */
export async function findPage<T extends { _id: string }>(ctx: Context, query: ListQuery): Promise<T[]> {
  const { _ } = ctx.db
  const where: Filter<'products'> = { listed: query.listed }
  if (query.lowStock !== undefined) where['lowStock'] = query.lowStock
  if (query.categoryId !== undefined) where['categoryId'] = query.categoryId
  const alternatives: unknown[] = []
  if (query.keyword !== undefined) {
    // What the user typed is text, never a pattern.
    const pattern = new RegExp(query.keyword.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i')
    alternatives.push(_.or([{ name: pattern }, { sellingPoint: pattern }, { tag: pattern }]))
  }
  if (query.after) {
    const { value, id } = query.after
    const up = query.direction === 'asc'
    where[query.sort] = up ? _.gte(value) : _.lte(value)
    alternatives.push(
      _.or([
        { [query.sort]: up ? _.gt(value) : _.lt(value) },
        { _id: query.ties === 'asc' ? _.gt(id) : _.lt(id) },
      ]),
    )
  }
  const found: { _id: string }[] = await ctx.db.find(PRODUCTS, {
    where:
      alternatives.length > 0 ? (_.and([where, ...alternatives]) as unknown as Filter<'products'>) : where,
    orderBy: [
      [query.sort, query.direction],
      ['_id', query.ties],
    ],
    limit: query.limit,
    ...(query.fields && { fields: query.fields }),
  })
  return found as T[]
}

/** One conditional update of one product; true when its condition held. */
export async function changeProduct(
  ctx: Context,
  where: Filter<'products'> & { _id: string },
  change: Change<'products'>,
): Promise<boolean> {
  return (await ctx.db.change(PRODUCTS, where, change)) > 0
}

/** Replaces what the merchant edits if nobody has changed the product since `version`. */
export function saveEdited(
  ctx: Context,
  product: ProductDoc,
  edited: Pick<ProductDoc, 'name' | 'sellingPoint' | 'tag' | 'categoryId' | 'skus' | 'priceFen'>,
): Promise<boolean> {
  const { _ } = ctx.db
  return changeProduct(
    ctx,
    { _id: product._id, version: product.version },
    { ...edited, skus: _.set(edited.skus), version: product.version + 1 },
  )
}

export function setListing(ctx: Context, productId: string, listed: boolean): Promise<boolean> {
  return changeProduct(ctx, { _id: productId }, { listed, version: ctx.db._.inc(1) })
}

/** Writes what follows from the stock, unless something newer stands there. */
export function foldInto(
  ctx: Context,
  productId: string,
  folded: Pick<ProductDoc, 'soldOut' | 'lowStock' | 'salesCount' | 'stockRev'>,
): Promise<boolean> {
  const { _ } = ctx.db
  return changeProduct(ctx, { _id: productId, stockRev: _.not(_.gte(folded.stockRev)) }, folded)
}

export function countLow(ctx: Context): Promise<number> {
  return ctx.db.count(PRODUCTS, { listed: true, lowStock: true })
}
