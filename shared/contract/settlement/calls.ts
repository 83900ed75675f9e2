import * as z from 'zod'
import { query } from '../define'
import { instant, page, pageOf, totalFen } from '../fields'

export const distributor = {
  'settlement.statements': query({
    permission: 'distributor',
    input: z.strictObject({ ...page }),
    output: pageOf(
      z.object({
        statementId: z.string(),
        period: z.string(),
        commissions: z.int(),
        grossFen: totalFen,
        debtNettedFen: totalFen,
        creditedFen: totalFen,
        postedAt: instant,
      }),
    ),
  }),
}
