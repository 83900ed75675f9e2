import { CART_LIMIT } from '@shared/contract/cart/limits'
import { QUANTITY_MOST } from '@shared/contract/limits'
import type { CartLine } from '@shared/contract/cart/schema'
import type { ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { Context, MemberContext } from '../../../platform/context'
import { loadProducts, skuOf, specTextOf, type ProductDoc } from '../../goods/catalog'
import { checkedSettings } from '../../shop/settings'
import type { CartDoc } from './cart.model'
import {
  addLine,
  addPieces,
  findCart,
  fillUp,
  findCartAndFreight,
  insertCart,
  removeLines,
  setPieces,
} from './cart.repo'

const TRIES = 5

/** Pieces in a cart: the number on the tab. */
export function piecesOf(cart: Pick<CartDoc, 'items'> | null): number {
  return Object.values(cart?.items ?? {}).reduce((sum, item) => sum + item.quantity, 0)
}

/** Pieces in the caller's cart: one trip. */
export async function cartCount(ctx: MemberContext): Promise<number> {
  return piecesOf(await findCart(ctx, ctx.openid))
}

/** What lies in a cart, the newest on top, and what freight costs. */
export interface Basket {
  readonly items: readonly { readonly productId: string; readonly skuId: string; readonly quantity: number }[]
  readonly freightFen: number
  readonly freeFreightFromFen: number
}

/** The caller's cart as it was filled, without prices: what it costs is the checkout's to say. One trip. */
export async function readBasket(ctx: MemberContext): Promise<Basket> {
  const { cart, ...freight } = await findCartAndFreight(ctx, ctx.openid)
  const { freightFen, freeFreightFromFen } = checkedSettings(ctx, freight, [
    'freightFen',
    'freeFreightFromFen',
  ])
  const items = Object.entries(cart?.items ?? {})
    .sort(([, a], [, b]) => b.addedAt - a.addedAt)
    .map(([skuId, { productId, quantity }]) => ({ productId, skuId, quantity }))
  return { items, freightFen, freeFreightFromFen }
}

/** A line of the cart as the product is now, before any offer. */
export function cartLineOf(
  { skuId, quantity }: Basket['items'][number],
  product: ProductDoc,
  stock: number,
): Omit<CartLine, 'payFen' | 'effects'> {
  const sku = skuOf(product, skuId)
  const available = Math.max(0, stock)
  const state = (): CartLine['state'] => {
    if (!product.listed || !sku) return 'delisted'
    if (available === 0) return 'sold_out'
    return available < quantity ? 'short' : 'ok'
  }
  return {
    lineId: skuId,
    productId: product._id,
    skuId,
    name: product.name,
    specText: sku ? specTextOf(sku) : '',
    picture: sku?.picture ?? product.pictures[0] ?? '',
    priceFen: sku?.priceFen ?? product.priceFen,
    quantity,
    available,
    state: state(),
  }
}

/**
 * Puts pieces into the cart; what is there of the SKU grows, up to 999. The same goods under the same token are added
 * once; other goods are another wish, whatever the token.
 *
 * @throws AppError PRODUCT_UNAVAILABLE (not listed or no such SKU), CART_FULL (60 SKUs)
 */
export async function addToCart(
  ctx: MemberContext,
  wish: ParsedInputOf<'storefront/cart.add'>,
): Promise<{ cartCount: number }> {
  const { token, skuId, quantity } = wish
  const added = { ...wish, token: token === undefined ? token : `${token} ${skuId} ${quantity}` }
  const product = (await loadProducts(ctx, [added.productId])).get(added.productId)
  if (!product?.listed || !skuOf(product, added.skuId)) return alreadyAdded(ctx, added.token)
  for (let tries = 0; tries < TRIES; tries++) {
    const cart =
      (await addLine(ctx, ctx.openid, added, CART_LIMIT)) ??
      (await addPieces(ctx, ctx.openid, added, QUANTITY_MOST))
    if (cart) return { cartCount: piecesOf(cart) }
    if (await insertCart(ctx, ctx.openid, added)) return { cartCount: added.quantity }
    const seen = await findCart(ctx, ctx.openid)
    if (!seen) continue
    if (wasAdded(seen, added.token)) return { cartCount: piecesOf(seen) }
    if (seen.items[added.skuId]) {
      const full = await fillUp(ctx, ctx.openid, added, QUANTITY_MOST)
      if (full) return { cartCount: piecesOf(full) }
    } else if (seen.lines >= CART_LIMIT) throw new AppError('CART_FULL')
  }
  throw new AppError('BUSY')
}

const wasAdded = ({ added = [] }: CartDoc, token: string | undefined): boolean =>
  token !== undefined && added.includes(token)

/** What cannot be bought any more may have been added before. @throws AppError PRODUCT_UNAVAILABLE when it was not */
async function alreadyAdded(ctx: MemberContext, token: string | undefined): Promise<{ cartCount: number }> {
  const cart = token === undefined ? null : await findCart(ctx, ctx.openid)
  if (!cart || !wasAdded(cart, token)) throw new AppError('PRODUCT_UNAVAILABLE')
  return { cartCount: piecesOf(cart) }
}

/** @throws AppError NOT_FOUND when the SKU is not in the cart */
export async function setQuantity(
  ctx: MemberContext,
  { skuId, quantity }: ParsedInputOf<'storefront/cart.setQuantity'>,
): Promise<{ cartCount: number }> {
  const cart = await setPieces(ctx, ctx.openid, skuId, quantity)
  if (!cart) throw new AppError('NOT_FOUND')
  return { cartCount: piecesOf(cart) }
}

/** Takes SKUs out; those that are not in the cart do not matter. */
export async function removeFromCart(
  ctx: MemberContext,
  skuIds: readonly string[],
): Promise<{ cartCount: number }> {
  return { cartCount: piecesOf(await takeOut(ctx, ctx.openid, skuIds)) }
}

/**
 * Takes what was ordered out of the buyer's cart, however often it is called: one trip when all of it is there. With
 * `orderedAt`, what was put in later stays.
 */
export async function clearOrdered(
  ctx: Context,
  openid: string,
  lines: readonly { skuId: string }[],
  orderedAt?: number,
): Promise<void> {
  await takeOut(
    ctx,
    openid,
    lines.map((line) => line.skuId),
    orderedAt,
  )
}

async function takeOut(
  ctx: Context,
  openid: string,
  skuIds: readonly string[],
  until = Number.MAX_SAFE_INTEGER,
): Promise<CartDoc | null> {
  let wanted = [...new Set(skuIds)]
  for (let tries = 0; tries < TRIES && wanted.length > 0; tries++) {
    // Nearly always all of them are there: one trip.
    const left = await removeLines(ctx, openid, wanted, until)
    if (left) return left
    const cart = await findCart(ctx, openid)
    wanted = wanted.filter((skuId) => (cart?.items[skuId]?.changedAt ?? Infinity) <= until)
    if (wanted.length === 0) return cart
  }
  throw new AppError('BUSY')
}
