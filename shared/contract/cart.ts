import * as z from 'zod'
import { command, query } from './define'
import { fen, id, nothing, quantity } from './fields'

export const CART_LIMIT = 60

export const cartLine = z.object({
  productId: z.string(),
  skuId: z.string(),
  name: z.string(),
  specText: z.string(),
  picture: z.string(),
  priceFen: fen,
  quantity: z.int(),
  available: z.int(),
  /** `short`: fewer left than wanted. */
  state: z.enum(['ok', 'short', 'sold_out', 'delisted']),
})
export type CartLine = z.infer<typeof cartLine>

const count = z.object({ cartCount: z.int() })

export const cartCalls = {
  'cart.get': query({
    permission: 'member',
    input: nothing,
    output: z.object({ lines: z.array(cartLine), freightFen: fen, freeFreightFromFen: fen }),
  }),
  'cart.add': command({
    permission: 'member',
    input: z.strictObject({ productId: id, skuId: id, quantity }),
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
