import { isDeepStrictEqual } from 'node:util'
import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import { again } from '../../../platform/again'
import type { Context } from '../../../platform/context'
import { stockOfProducts, type SkuStock } from '../inventory'
import { checkPictures } from '../picture'
import { loadSettings } from '../../shop/settings'
import { pageOfProducts, rightProducts } from './catalog.service'
import type { ProductDoc } from './product.model'
import { delist, enlist, findProduct, saveEdited } from './product.repo'
import {
  choosable,
  editing,
  listing,
  mustBeListPrice,
  searchTextOf,
  unknownCategory,
  withLimit,
} from './product.rules'
import { lowestPrice } from './product.view'

/** The merchant's list of products with what can be bought of each: two trips. */
export async function adminList(
  ctx: Context,
  { tab, ...query }: ParsedInputOf<'merchant/catalog.list'>,
): Promise<AnswerOf<'merchant/catalog.list'>> {
  const only = tab === 'low_stock' ? { listed: true, lowStock: true } : { listed: tab === 'listed' }
  const { items, nextCursor } = await pageOfProducts(ctx, query, only)
  const ids = items.map((product) => product._id)
  const stocks = ids.length > 0 ? await stockOfProducts(ctx, ids) : new Map<string, SkuStock>()
  return {
    items: items.map((product) => ({
      productId: product._id,
      name: product.name,
      picture: product.pictures[0] ?? '',
      priceFen: product.priceFen,
      available: product.skus.reduce((sum, sku) => sum + (stocks.get(sku.skuId)?.available ?? 0), 0),
      salesCount: product.salesCount,
      listed: product.listed,
    })),
    ...(nextCursor && { nextCursor }),
  }
}

/** A product as the merchant edits it: three trips at once. @throws AppError NOT_FOUND, PRODUCT_WRONG */
export async function adminProduct(
  ctx: Context,
  productId: string,
): Promise<AnswerOf<'merchant/catalog.get'>> {
  const [product, stocks, settings] = await Promise.all([
    rightProduct(ctx, productId),
    stockOfProducts(ctx, [productId]),
    loadSettings(ctx),
  ])
  return {
    productId,
    version: product.version,
    name: product.name,
    sellingPoint: product.sellingPoint,
    tag: product.tag ?? '',
    categoryId: product.categoryId,
    pictures: product.pictures,
    specs: product.specs,
    skus: product.skus.map(({ skuId, values, priceFen, listPriceFen, costFen, limitPerMember }) => {
      const stock = stocks.get(skuId)
      const { available = 0, held = 0, sold = 0 } = stock ?? {}
      const limit = limitPerMember ? { limitPerMember } : {}
      return { skuId, values, priceFen, listPriceFen, costFen, ...limit, available, held, sold }
    }),
    listed: product.listed,
    categories: choosable(settings),
  }
}

/** One product, which is what it must be. @throws AppError NOT_FOUND, PRODUCT_WRONG when somebody wrote it wrong */
async function rightProduct(ctx: Context, productId: string): Promise<ProductDoc> {
  const found = await findProduct(ctx, productId)
  if (!found) throw new AppError('NOT_FOUND')
  const [product] = rightProducts(ctx, [found])
  if (!product) throw new AppError('PRODUCT_WRONG')
  return product
}

/** The categories that a product may name: one trip. */
export async function productCategories(ctx: Context): Promise<AnswerOf<'merchant/catalog.categories'>> {
  return { items: choosable(await loadSettings(ctx)) }
}

type Edit = ParsedInputOf<'merchant/catalog.save'>

/**
 * Changes names and prices: one conditional update on the version that was read. An edit that stands already is no
 * conflict: an answer may have been lost.
 *
 * @throws AppError NOT_FOUND, PRODUCT_WRONG, VERSION_CONFLICT, BAD_INPUT (an unknown category, other SKUs than the
 *   product's, a struck-through price that is not above the price), PICTURE_UNKNOWN
 */
export async function saveProduct(ctx: Context, edit: Edit): Promise<{ version: number }> {
  const [product, settings] = await Promise.all([rightProduct(ctx, edit.productId), loadSettings(ctx)])
  if (product.version !== edit.version) return standing(product, edit)
  if (!choosable(settings).some(({ categoryId }) => categoryId === edit.categoryId)) {
    throw unknownCategory()
  }
  const skus = editedSkus(product, edit)
  const { name, sellingPoint, tag, categoryId, pictures = product.pictures } = edit
  await checkPictures(ctx, pictures, product.pictures)
  const texts = { name, sellingPoint, tag, searchText: searchTextOf({ name, sellingPoint, tag }) }
  const edited = { ...texts, categoryId, pictures, skus, priceFen: lowestPrice(skus) }
  const deed = editing(product, edited, settings.categories)
  if (await saveEdited(ctx, product, edited, deed)) return { version: product.version + 1 }
  return standing(await rightProduct(ctx, edit.productId), edit)
}

/** The version of a product that is as somebody wants it. @throws AppError VERSION_CONFLICT when it is not */
function standing(product: ProductDoc, edit: Edit): { version: number } {
  const editable = ({
    name,
    sellingPoint,
    tag,
    categoryId,
    pictures,
    skus,
  }: Omit<Edit, 'productId' | 'version'>) => [
    ...[name, sellingPoint, tag, categoryId, pictures],
    new Map(
      skus.map(({ skuId, priceFen, listPriceFen, costFen, limitPerMember }) => [
        skuId,
        [priceFen, listPriceFen, costFen, limitPerMember],
      ]),
    ),
  ]
  const stands = { ...product, tag: product.tag ?? '', skus: product.skus.map(withLimit) }
  const wanted = { pictures: product.pictures, ...edit, skus: editedSkus(product, edit).map(withLimit) }
  if (!isDeepStrictEqual(editable(stands), editable(wanted))) throw new AppError('VERSION_CONFLICT')
  return { version: product.version }
}

function editedSkus(product: ProductDoc, edit: Edit): ProductDoc['skus'] {
  const edits = new Map(edit.skus.map((sku) => [sku.skuId, sku]))
  const same =
    edits.size === edit.skus.length &&
    edits.size === product.skus.length &&
    product.skus.every((sku) => edits.has(sku.skuId))
  if (!same) throw new AppError('BAD_INPUT', { sentence: '规格和商品对不上，请刷新后再改' })
  return product.skus.map((sku) => {
    const { priceFen, listPriceFen, costFen, limitPerMember } = edits.get(sku.skuId) ?? sku
    mustBeListPrice(listPriceFen, priceFen)
    // A client that knows of no limit leaves the one that stands.
    const limit = limitPerMember === undefined ? sku.limitPerMember : limitPerMember || null
    return { ...sku, priceFen, listPriceFen, costFen, ...(limit !== undefined && { limitPerMember: limit }) }
  })
}

/** How often somebody else may change the texts of a product while it is listed. */
const TRIES = 5

/**
 * Lists a product or takes it off: one conditional update; one that stands like that already is left as it is. What is
 * searched in is reckoned when it is listed, since the product may have been written by hand; it belongs to the texts
 * that were read.
 *
 * @throws AppError NOT_FOUND, PRODUCT_WRONG, BUSY when others keep changing it
 */
export async function setListed(ctx: Context, productId: string, listed: boolean): Promise<void> {
  if (!listed) {
    const product = await findProduct(ctx, productId)
    if (!product) throw new AppError('NOT_FOUND')
    // Of a product that somebody else has just taken off, nothing is left to do.
    if (product.listed !== false) await delist(ctx, productId, listing(product, false, ctx.requestId))
    return
  }
  await again(TRIES, async () => {
    const product = await rightProduct(ctx, productId)
    const searchText = searchTextOf(product)
    if (product.listed && product.everListed && product.searchText === searchText) return true
    return enlist(ctx, productId, product, searchText, listing(product, true, ctx.requestId))
  })
}
