import { isDeepStrictEqual } from 'node:util'
import type { ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { Context, MemberContext } from '../../../platform/context'
import { derivedId } from '../../../platform/ids'
import { openStock } from '../inventory'
import { checkPictures } from '../picture'
import { categoryCalled, categoryNamed, loadSettings } from '../../shop/settings'
import type { ProductDoc } from './product.model'
import { findProduct, insertProduct } from './product.repo'
import {
  choosable,
  creating,
  mustBeListPrice,
  searchTextOf,
  unknownCategory,
  withLimit,
} from './product.rules'

const ID_LENGTH = 12
type Creation = ParsedInputOf<'merchant/catalog.create'>

/**
 * A new product of one SKU. Its category comes first, then its stock, then the product itself with everything that it
 * says: until that one write nobody sees or buys anything, and the same token takes up what an earlier try has left.
 * The SKU is called by its pieces, so the stock of the SKU that the product names is what its trail says, whatever
 * other tries of the token have left.
 *
 * @throws AppError BAD_INPUT (an unknown category, a struck-through price that is not above the price),
 *   PICTURE_UNKNOWN, CATEGORIES_FULL, CATEGORY_EVERYTHING, SHOP_SETTINGS, TOKEN_REUSED, BUSY
 */
export async function createProduct(ctx: MemberContext, creation: Creation): Promise<{ productId: string }> {
  const { token, pieces } = creation
  const productId = derivedId(ID_LENGTH, 'product', ctx.openid, token)
  const found = await findProduct(ctx, productId)
  if (found) return made(ctx, found, creation)
  mustBeListPrice(creation.listPriceFen, creation.priceFen)
  await checkPictures(ctx, creation.pictures)
  const category = await categoryOf(ctx, creation)
  const product = newProduct(ctx, productId, category.categoryId, creation)
  await openStock(ctx, { skuId: product.skus[0]!.skuId, productId, available: pieces })
  const deed = creating(product, pieces, category.name)
  if (!(await insertProduct(ctx, product, deed))) {
    const first = await findProduct(ctx, productId)
    if (!first) throw new AppError('BUSY')
    return made(ctx, first, creation)
  }
  ctx.log.info('product.created', { productId })
  return { productId }
}

/** @throws AppError TOKEN_REUSED when it is another product that was made, and nobody has changed it since */
async function made(ctx: Context, found: ProductDoc, creation: Creation): Promise<{ productId: string }> {
  const categoryId =
    creation.categoryName === undefined
      ? creation.categoryId
      : categoryCalled(await loadSettings(ctx), creation.categoryName)?.categoryId
  const wanted = newProduct(ctx, found._id, categoryId ?? '', creation)
  // Its SKU is called by the pieces that it began with.
  const said = ({ name, sellingPoint, categoryId, pictures, skus, detail, listed }: ProductDoc) => [
    ...[name, sellingPoint, categoryId, pictures, detail, listed],
    skus.map(withLimit),
  ]
  if (found.version === wanted.version && !isDeepStrictEqual(said(found), said(wanted))) {
    throw new AppError('TOKEN_REUSED', { sentence: '这件商品刚才已经建好了，请到商品列表里改' })
  }
  return { productId: found._id }
}

async function categoryOf(
  ctx: MemberContext,
  { categoryId, categoryName }: Creation,
): Promise<{ categoryId: string; name: string }> {
  if (categoryName !== undefined) {
    return { categoryId: await categoryNamed(ctx, categoryName), name: categoryName }
  }
  const found = choosable(await loadSettings(ctx)).find((one) => one.categoryId === categoryId)
  if (!found) throw unknownCategory()
  return found
}

function newProduct(ctx: Context, _id: string, categoryId: string, creation: Creation): ProductDoc {
  const { name, sellingPoint, pictures, priceFen, listPriceFen, costFen, pieces, listed } = creation
  const { limitPerMember, description = '' } = creation
  const now = ctx.clock.now()
  const limit = limitPerMember === undefined ? {} : { limitPerMember }
  return {
    _id,
    version: 1,
    name,
    sellingPoint,
    categoryId,
    pictures,
    specs: [],
    skus: [
      {
        skuId: derivedId(ID_LENGTH, 'sku', _id, String(pieces)),
        values: [],
        priceFen,
        listPriceFen,
        costFen,
        ...limit,
      },
    ],
    priceFen,
    origin: '',
    attributes: [],
    detail: description === '' ? [] : description.split('\n').map((text) => ({ text })),
    listed,
    everListed: listed,
    searchText: searchTextOf({ name, sellingPoint }),
    soldOut: pieces === 0,
    lowStock: pieces === 0,
    salesCount: 0,
    stockRev: 0,
    // The newest in front, before those that were put into an order by hand.
    sort: -now,
    createdAt: now,
  }
}
