import * as z from 'zod'
import { choices, whyNot } from '../checkout/schema'
import { command, query } from '../define'
import { fen, id, quantity, token } from '../fields'
import { orderAmounts, priceEffect } from '../order/schema'
import { CART_LIMIT } from './limits'
import { cartLine, count } from './schema'

export const storefront = {
  /** The cart, and what everything of it that can be bought costs together. */
  'cart.get': query({
    permission: 'member',
    input: z.strictObject({ choices }),
    output: z.object({
      lines: z.array(cartLine),
      /** The shop's rule. */
      freightFen: fen,
      freeFreightFromFen: fen,
      /** Of the lines that can be bought; absent for an empty cart, and when they cost more than an order may. */
      amounts: orderAmounts.optional(),
      freightEffects: z.array(priceEffect),
      /** Offers that do not apply, and why. */
      whyNots: z.array(whyNot),
      /**
       * Whether the price goes by anything but the prices of SKUs and the shop's freight. While it does not, what some
       * of the lines cost follows from this answer; when it does, `order.quote` tells.
       */
      offers: z.boolean(),
    }),
  }),
  /** Puts pieces into the cart. The same goods under the same token are added once. */
  'cart.add': command({
    permission: 'member',
    input: z.strictObject({ productId: id, skuId: id, quantity, token: token.optional() }),
    output: count,
    errors: ['PRODUCT_UNAVAILABLE', 'CART_FULL'],
  }),
  /** Sets the quantity of a line that is in the cart. */
  'cart.setQuantity': command({
    permission: 'member',
    input: z.strictObject({ skuId: id, quantity }),
    output: count,
    errors: ['NOT_FOUND'],
  }),
  'cart.remove': command({
    permission: 'member',
    input: z.strictObject({ skuIds: z.array(id).min(1).max(CART_LIMIT) }),
    output: count,
  }),
}
