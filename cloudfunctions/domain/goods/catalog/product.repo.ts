import type { PRODUCT_SORTS } from '@shared/contract/catalog/schema'
import type { Context } from '../../../platform/context'
import type { Doc, FieldPath } from '../../../platform/collections'
import type { Change, Filter } from '../../../platform/database'
import { beginningTrail, leavingTrail, type Deed } from '../../../platform/trail'
import { readPage, type Page, type PageOrder } from '../../../platform/page'
import type { ProductDoc } from './product.model'
import type { ProductTexts } from './product.rules'

type Field = FieldPath<Doc<'products'>>

const PRODUCTS = 'products'

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
  readonly soldOut?: boolean
  readonly categoryId?: string
  /** Only these. */
  readonly ids?: readonly string[]
  /** Folded words, all of which a product's texts hold. */
  readonly words?: readonly string[]
  readonly sort: ProductSort
  readonly fields?: readonly Field[]
}

export type ProductSort = (typeof PRODUCT_SORTS)[number]

/** Each is an index of `products`, read forwards or backwards. */
const ORDERS = {
  default: { by: 'sort', direction: 'asc' },
  sales: { by: 'salesCount', direction: 'desc', ties: 'asc' },
  newest: { by: 'createdAt', direction: 'desc', ties: 'asc' },
  priceAsc: { by: 'priceFen', direction: 'asc' },
  priceDesc: { by: 'priceFen', direction: 'desc' },
} as const satisfies Record<ProductSort, PageOrder>

/** What somebody typed is text, never a pattern. */
const asText = (word: string): RegExp => new RegExp(word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))

/** One page of a list. @throws AppError BAD_INPUT for a foreign cursor */
export function findPage<T extends { _id: string }>(
  ctx: Context,
  query: ListQuery,
  cursor: string | undefined,
): Promise<Page<T>> {
  const { _ } = ctx.db
  const where: Filter<'products'> = { listed: query.listed }
  if (query.lowStock !== undefined) where['lowStock'] = query.lowStock
  if (query.soldOut !== undefined) where['soldOut'] = query.soldOut
  if (query.categoryId !== undefined) where['categoryId'] = query.categoryId
  const { sort, fields, words = [], ids } = query
  const parts = [
    where,
    // Apart from what the page's place says of `_id`.
    ...(ids ? [{ _id: _.in([...ids]) }] : []),
    ...words.map((word) => ({ searchText: asText(word) })),
  ]
  const filter = (parts.length > 1 ? _.and(parts) : where) as Filter<'products'>
  const list = { list: `products by ${sort}`, where: filter, ...ORDERS[sort] }
  // The fields are those of the caller's `T`.
  return readPage(ctx, PRODUCTS, { ...list, ...(fields && { fields }) }, cursor) as unknown as Promise<
    Page<T>
  >
}

/** Makes a product; false when it is there already. */
export function insertProduct(ctx: Context, product: ProductDoc, deed: Deed): Promise<boolean> {
  return beginningTrail(ctx, deed, (part) => ctx.db.insert(PRODUCTS, { ...product, ...part }))
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
  edited: Pick<
    ProductDoc,
    'name' | 'sellingPoint' | 'tag' | 'searchText' | 'categoryId' | 'pictures' | 'skus' | 'priceFen'
  >,
  deed: Deed,
): Promise<boolean> {
  const { _ } = ctx.db
  return leavingTrail(ctx, deed, (part) =>
    changeProduct(
      ctx,
      { _id: product._id, version: product.version },
      { ...edited, skus: _.set(edited.skus), version: product.version + 1, ...part },
    ),
  )
}

/** Takes a product off that is listed, also one whose version somebody wrote wrong by hand. */
export async function delist(ctx: Context, productId: string, deed: Deed): Promise<boolean> {
  const { _ } = ctx.db
  const counted = _.gte(0)
  const where = { _id: productId, listed: _.neq(false) }
  return leavingTrail(
    ctx,
    deed,
    async (part) =>
      (await changeProduct(
        ctx,
        { ...where, version: counted },
        { listed: false, version: _.inc(1), ...part },
      )) || (await changeProduct(ctx, { ...where, version: _.not(counted) }, { listed: false, ...part })),
  )
}

/** Lists a product that still stands as it was read, its texts included; by hand some may have been left out. */
export function enlist(
  ctx: Context,
  productId: string,
  { listed, name, sellingPoint, tag }: Pick<ProductDoc, 'listed'> & Partial<ProductTexts>,
  searchText: string,
  deed: Deed,
): Promise<boolean> {
  const { _ } = ctx.db
  // What is stored: a text, `null`, or nothing.
  const stored = (text: string | null | undefined) => (text === undefined ? _.exists(false) : _.eq(text))
  const texts = { name: stored(name), sellingPoint: stored(sellingPoint), tag: stored(tag) }
  return leavingTrail(ctx, deed, (part) =>
    changeProduct(
      ctx,
      { _id: productId, listed, ...texts },
      { listed: true, everListed: true, searchText, version: _.inc(1), ...part },
    ),
  )
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
