import type { Context } from '../../../platform/context'
import { fieldKey } from '../../../platform/field-key'
import { removals } from '../../../platform/removals'
import { ofShop, type SettingsDoc } from '../../shop/settings'
import type { CartDoc } from './cart.model'

const CARTS = 'carts'

export function findCart(ctx: Context, openid: string): Promise<CartDoc | null> {
  return ctx.db.get(CARTS, openid)
}

/** A cart together with what freight costs, in one trip. @throws when the shop was never set up */
export async function findCartAndFreight(
  ctx: Context,
  openid: string,
): Promise<{ cart: CartDoc | null } & Pick<SettingsDoc, 'freightFen' | 'freeFreightFromFen'>> {
  type Row = Pick<SettingsDoc, 'freightFen' | 'freeFreightFromFen'> & { carts: CartDoc[] }
  const [found] = await ctx.db.aggregate<Row>('settings', (pipeline) =>
    pipeline
      .match({ _id: 'shop' })
      .project({ freightFen: 1, freeFreightFromFen: 1, openid: ctx.db.$.literal(openid) })
      .lookup({ from: CARTS, localField: 'openid', foreignField: '_id', as: 'carts' })
      .limit(1),
  )
  const { freightFen, freeFreightFromFen, carts } = ofShop(found)
  return { cart: carts[0] ?? null, freightFen, freeFreightFromFen }
}

interface Added {
  readonly productId: string
  readonly skuId: string
  readonly quantity: number
  /** What is the same addition has the same. */
  readonly token?: string | undefined
}

/** So many additions are remembered: a tap is repeated at once, or never. */
const REMEMBERED = 20

/** The part of a condition by which an addition is made once. */
const isNew = (ctx: Context, token: string | undefined) =>
  token === undefined ? {} : { added: ctx.db._.nin([token]) }

/** The part of a change that remembers an addition. */
const remember = (ctx: Context, token: string | undefined) =>
  token === undefined ? {} : { added: ctx.db._.push({ each: [token], slice: -REMEMBERED }) }

/** The first SKU of the first cart; false when there is a cart. */
export function insertCart(ctx: Context, openid: string, added: Added): Promise<boolean> {
  const { productId, skuId, quantity, token } = added
  const at = ctx.clock.now()
  return ctx.db.insert(CARTS, {
    _id: openid,
    items: { [fieldKey(skuId)]: { productId, quantity, addedAt: at, changedAt: at } },
    lines: 1,
    ...(token !== undefined && { added: [token] }),
  })
}

/** Puts a SKU into a cart that lacks it and has fewer than `limit` SKUs. */
export function addLine(ctx: Context, openid: string, added: Added, limit: number): Promise<CartDoc | null> {
  const { _ } = ctx.db
  const { productId, skuId, quantity, token } = added
  const at = ctx.clock.now()
  return ctx.db.changeAndGet(
    CARTS,
    { _id: openid, lines: _.lt(limit), [`items.${fieldKey(skuId)}`]: _.exists(false), ...isNew(ctx, token) },
    {
      [`items.${fieldKey(skuId)}`]: _.set({ productId, quantity, addedAt: at, changedAt: at }),
      lines: _.inc(1),
      ...remember(ctx, token),
    },
  )
}

/** Adds pieces to a SKU that is in the cart, if no more than `most` come together. */
export function addPieces(
  ctx: Context,
  openid: string,
  { skuId, quantity, token }: Added,
  most: number,
): Promise<CartDoc | null> {
  const { _ } = ctx.db
  return ctx.db.changeAndGet(
    CARTS,
    { _id: openid, [`items.${fieldKey(skuId)}.quantity`]: _.lte(most - quantity), ...isNew(ctx, token) },
    {
      [`items.${fieldKey(skuId)}.quantity`]: _.inc(quantity),
      [`items.${fieldKey(skuId)}.changedAt`]: ctx.clock.now(),
      ...remember(ctx, token),
    },
  )
}

/** Fills a SKU up to `most` pieces when there is no room for all that is added. */
export function fillUp(
  ctx: Context,
  openid: string,
  { skuId, quantity, token }: Added,
  most: number,
): Promise<CartDoc | null> {
  return ctx.db.changeAndGet(
    CARTS,
    {
      _id: openid,
      [`items.${fieldKey(skuId)}.quantity`]: ctx.db._.gt(most - quantity),
      ...isNew(ctx, token),
    },
    {
      [`items.${fieldKey(skuId)}.quantity`]: most,
      [`items.${fieldKey(skuId)}.changedAt`]: ctx.clock.now(),
      ...remember(ctx, token),
    },
  )
}

/** Sets the quantity of a SKU that is in the cart. */
export function setPieces(
  ctx: Context,
  openid: string,
  skuId: string,
  quantity: number,
): Promise<CartDoc | null> {
  return ctx.db.changeAndGet(
    CARTS,
    { _id: openid, [`items.${fieldKey(skuId)}.quantity`]: ctx.db._.gt(0) },
    {
      [`items.${fieldKey(skuId)}.quantity`]: quantity,
      [`items.${fieldKey(skuId)}.changedAt`]: ctx.clock.now(),
    },
  )
}

/**
 * Takes SKUs out, if all of them are there and none has changed after `until`: in one update, so that the count stays
 * true.
 */
export function removeLines(
  ctx: Context,
  openid: string,
  skuIds: readonly string[],
  until: number,
): Promise<CartDoc | null> {
  const { _ } = ctx.db
  const items = skuIds.map((skuId) => `items.${fieldKey(skuId)}`)
  return ctx.db.changeAndGet(
    CARTS,
    {
      _id: openid,
      ...Object.fromEntries(skuIds.map((skuId) => [`items.${fieldKey(skuId)}.changedAt`, _.lte(until)])),
    },
    {
      ...removals(_, items),
      lines: _.inc(-skuIds.length),
    },
  )
}
