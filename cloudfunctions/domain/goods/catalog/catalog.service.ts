import type { ProductCard, ProductDetail } from '@shared/contract/catalog/schema'
import type { AnswerOf } from '@shared/contract'
import { EVERYTHING } from '@shared/contract/catalog/limits'
import { AppError } from '@shared/contract/errors'
import type { PricingFacts } from '@shared/rules/pricing'
import { searchWords } from '@shared/text/search'
import type { Context } from '../../../platform/context'
import type { Page } from '../../../platform/page'
import { withParts } from '../../../platform/parts'
import { workOff } from '../../../platform/work'
import { availableBySku, foldedStock, productsToFold } from '../inventory'
import { loadSettings } from '../../shop/settings'
import { CARD_FIELDS, type CardDoc, type ProductDoc } from './product.model'
import { isPublic, wrongPlacesOf } from './product.rules'
import {
  countLow,
  findPage,
  findProduct,
  findProducts,
  foldInto,
  type ListQuery,
  type ProductSort,
} from './product.repo'
import { toCard, toDetail, type Shelf } from './product.view'

/** What the home page of a shop shows that has arranged nothing there yet: its newest products. */
const NEWEST = { sectionId: 'newest', title: '新上架', subtitle: '', layout: 'grid' } as const
const NEWEST_MOST = 10

/** The home page: the settings, then all its products at once (two trips). */
export async function home(ctx: Context): Promise<AnswerOf<'storefront/catalog.home'>> {
  const settings = await loadSettings(ctx)
  const { banners, categories: all, searchHint } = settings
  const face = { banners, categories: all, searchHint }
  if (settings.sections.length === 0) return { ...face, sections: await newestSection(ctx) }
  const ids = settings.sections.flatMap((section) => section.productIds)
  const products = ids.length > 0 ? await findProducts<CardDoc>(ctx, ids, CARD_FIELDS) : []
  const right = rightProducts(
    ctx,
    products.filter((p) => p.listed),
    CARD_FIELDS,
  )
  const cards = new Map((await toCards(ctx, right)).map((card) => [card.productId, card]))
  return {
    ...face,
    sections: settings.sections.map(({ productIds, ...section }) => ({
      ...section,
      products: productIds.flatMap((productId) => cards.get(productId) ?? []),
    })),
  }
}

/** None without products. One trip. */
async function newestSection(ctx: Context): Promise<AnswerOf<'storefront/catalog.home'>['sections']> {
  const { items } = await list(ctx, { sort: 'newest' })
  if (items.length === 0) return []
  return [{ ...NEWEST, categoryId: EVERYTHING.categoryId, products: items.slice(0, NEWEST_MOST) }]
}

export async function categories(ctx: Context) {
  return { items: (await loadSettings(ctx)).categories }
}

export interface PageQuery {
  readonly cursor?: string
  readonly categoryId?: string
  /** Only these; all of them without. */
  readonly ids?: readonly string[]
  /** Words to look for in name, selling point and tag, as they were typed. */
  readonly keyword?: string
  readonly sort?: ProductSort
}

/**
 * One page of listed products as cards. One trip, and one before it for a section of the home page: one that is gone
 * holds nothing.
 * @throws AppError BAD_INPUT for a foreign cursor
 */
export async function list(
  ctx: Context,
  { sectionId, ...query }: PageQuery & { sectionId?: string },
): Promise<Page<ProductCard>> {
  if (sectionId !== undefined) {
    const part = await partOfSection(ctx, sectionId)
    return part ? list(ctx, { ...query, ...part }) : { items: [] }
  }
  const page = await pageOf<CardDoc>(ctx, query, { listed: true, fields: CARD_FIELDS })
  return { ...page, items: await toCards(ctx, page.items) }
}

/** What a section of the home page holds: its products, or those of its category. */
async function partOfSection(ctx: Context, sectionId: string): Promise<PageQuery | undefined> {
  const { sections } = await loadSettings(ctx)
  if (sections.length === 0 && sectionId === NEWEST.sectionId) return {}
  const section = sections.find((one) => one.sectionId === sectionId)
  if (!section) return undefined
  return section.categoryId === undefined ? { ids: section.productIds } : { categoryId: section.categoryId }
}

/**
 * One page of whole products (with their costs) for other domains and the merchant. One trip.
 *
 * @throws AppError BAD_INPUT for a foreign cursor
 */
export function pageOfProducts(
  ctx: Context,
  query: PageQuery,
  only: { listed: boolean; lowStock?: boolean; soldOut?: boolean } = { listed: true },
): Promise<Page<ProductDoc>> {
  return pageOf<ProductDoc>(ctx, query, only)
}

async function pageOf<T extends CardDoc | ProductDoc>(
  ctx: Context,
  { cursor, categoryId, ids, keyword, sort = 'default' }: PageQuery,
  only: Pick<ListQuery, 'listed' | 'lowStock' | 'soldOut' | 'fields'>,
): Promise<Page<T>> {
  const query: ListQuery = {
    ...only,
    ...(categoryId !== undefined && categoryId !== EVERYTHING.categoryId && { categoryId }),
    ...(ids && { ids }),
    ...(keyword !== undefined && { words: searchWords(keyword) }),
    sort,
  }
  const page = await findPage<T>(ctx, query, cursor)
  return { ...page, items: rightProducts(ctx, page.items, only.fields) }
}

/**
 * The products that can be shown and sold; one that is wrong is left out, and its places are told in the log.
 * `fields`: of a projection, what it asked for.
 */
export function rightProducts<T extends { _id: string }>(
  ctx: Context,
  products: readonly T[],
  fields?: readonly string[],
): T[] {
  return products.filter((product) => {
    const places = wrongPlacesOf(product, fields)
    if (places.length > 0) ctx.log.error('product.wrong', { productId: product._id, places })
    return places.length === 0
  })
}

/**
 * A product with what can be bought of it, also when it is no longer listed. Two trips at once.
 * @throws AppError NOT_FOUND, also for one that was never listed
 */
export async function productDetail(ctx: Context, productId: string): Promise<ProductDetail> {
  const [found, available, shelf] = await Promise.all([
    findProduct(ctx, productId),
    availableBySku(ctx, { productIds: [productId] }),
    readShelf(ctx, [productId]),
  ])
  const [product] = found && isPublic(found) ? rightProducts(ctx, [found]) : []
  if (!product) throw new AppError('NOT_FOUND')
  return toDetail(product, available, shelf)
}

/** Whole products by id, as far as they exist, listed or not: one trip. */
export async function loadProducts(ctx: Context, ids: readonly string[]): Promise<Map<string, ProductDoc>> {
  if (ids.length === 0) return new Map()
  return new Map(rightProducts(ctx, await findProducts(ctx, ids)).map((product) => [product._id, product]))
}

/** Products as cards, at the prices of now. No trip, unless a promotion of unit prices is attached: then one. */
export async function toCards(
  ctx: Context,
  products: readonly (CardDoc | ProductDoc)[],
): Promise<ProductCard[]> {
  if (products.length === 0) return []
  const shelf = await readShelf(
    ctx,
    products.map(({ _id }) => _id),
  )
  return products.map((product) => toCard(product, shelf))
}

/** What the prices of these products go by while nobody orders them. */
async function readShelf(ctx: Context, productIds: readonly string[]): Promise<Shelf> {
  const { shelfParts, pricingSteps: steps } = ctx.seams
  const parts = await Promise.all(
    shelfParts.map(async (part) => ({ name: part.name, adds: await part.facts(ctx, productIds) })),
  )
  return { steps, facts: withParts<PricingFacts>({}, parts) }
}

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
