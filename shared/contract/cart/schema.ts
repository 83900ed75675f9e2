import * as z from 'zod'
import { fen } from '../fields'
import { priceEffect } from '../order/schema'

export const cartLine = z.object({
  /**
   * The line's id: that of its SKU, which a cart holds once. Gifts are lines that pricing adds, under ids of their own.
   */
  lineId: z.string(),
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
  /** What it costs when everything of the cart that can be bought is; absent when it cannot be. */
  payFen: fen.optional(),
  /** Why that is not price × quantity. */
  effects: z.array(priceEffect),
})
export type CartLine = z.infer<typeof cartLine>

export const count = z.object({ cartCount: z.int() })
