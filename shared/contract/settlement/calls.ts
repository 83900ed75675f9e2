import * as z from 'zod'
import { query } from '../define'
import { fen, instant, page, pageOf } from '../fields'

export const distributor = {
  'settlement.statements': query({
    permission: 'distributor',
    input: z.strictObject({ ...page }),
    output: pageOf(
      z.object({
        statementId: z.string(),
        period: z.string(),
        commissions: z.int(),
        grossFen: fen,
        debtNettedFen: fen,
        creditedFen: fen,
        postedAt: instant,
      }),
    ),
  }),
}
