import * as z from 'zod'
import { command } from '../define'
import { id, instant, text, token } from '../fields'
import { ADJUST_REASON, ADJUSTED_MOST } from './limits'

export const merchant = {
  /**
   * Adds to (or takes from) the stock that can be bought. The same token twice is one adjustment; with another `delta`
   * it is refused.
   */
  'inventory.adjust': command({
    permission: 'staff:product.write',
    input: z.strictObject({
      skuId: id,
      token,
      /** When it was begun, on the server's clock: the same token is known as the same command for a while only. */
      begunAt: instant,
      delta: z
        .int()
        .min(-ADJUSTED_MOST)
        .max(ADJUSTED_MOST)
        .refine((delta) => delta !== 0, 'nothing to adjust'),
      reason: text(ADJUST_REASON.most, ADJUST_REASON.least),
    }),
    output: z.object({ available: z.int() }),
    errors: ['NOT_FOUND', 'STOCK_NEGATIVE', 'ADJUSTMENT_EXPIRED', 'TOKEN_REUSED'],
  }),
}
