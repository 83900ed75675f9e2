import * as z from 'zod'
import { query } from '../define'
import { fen, instant, page, pageOf } from '../fields'

export const distributor = {
  'binding.customers': query({
    permission: 'distributor',
    input: z.strictObject({ ...page }),
    output: pageOf(
      z.object({
        name: z.string(),
        avatar: z.string(),
        boundAt: instant,
        expiresAt: instant,
        orders: z.int(),
        spentFen: fen,
      }),
    ),
  }),
}
