import * as z from 'zod'
import { fen } from '../fields'

export const cartLine = z.object({
  /** The line's own id: the same SKU may stand in two lines. */
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
})
export type CartLine = z.infer<typeof cartLine>

export const count = z.object({ cartCount: z.int() })
