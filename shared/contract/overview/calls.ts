import * as z from 'zod'
import { query } from '../define'
import { fen, instant, nothing } from '../fields'

export const merchant = {
  'overview.get': query({
    permission: 'staff:order.read',
    input: nothing,
    output: z.object({
      shopName: z.string(),
      staffName: z.string(),
      updatedAt: instant,
      today: z.object({
        salesFen: fen,
        orders: z.int(),
        visitors: z.int(),
        recommendedFen: fen,
        commissionFen: fen,
      }),
      yesterday: z.object({ salesFen: fen, orders: z.int(), visitors: z.int() }),
      todo: z.object({
        unshipped: z.int(),
        refunding: z.int(),
        applications: z.int(),
        lowStock: z.int(),
      }),
      /** Thirty days, oldest first. */
      trend: z.array(z.object({ day: z.string(), salesFen: fen, recommendedFen: fen })),
    }),
  }),
}
