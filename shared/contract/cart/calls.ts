import * as z from 'zod'
import { command, query } from '../define'
import { fen, id, nothing, quantity, token } from '../fields'
import { CART_LIMIT } from './limits'
import { cartLine, count } from './schema'

export const storefront = {
  'cart.get': query({
    permission: 'member',
    input: nothing,
    output: z.object({ lines: z.array(cartLine), freightFen: fen, freeFreightFromFen: fen }),
  }),
  /** Puts pieces into the cart. The same token twice adds once. */
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
