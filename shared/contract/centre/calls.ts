import * as z from 'zod'
import { query } from '../define'
import { bps, fen, instant, nothing, signedFen } from '../fields'
import { commissionRow } from '../commission/schema'

export const distributor = {
  'centre.get': query({
    permission: 'distributor',
    input: nothing,
    output: z.object({
      nickname: z.string(),
      storeName: z.string(),
      rateBps: bps,
      /** Settled and not yet withdrawn, less debt: what may be withdrawn. */
      availableFen: fen,
      pendingFen: fen,
      pendingCount: z.int(),
      /** Owed back for refunds of what was withdrawn before; netted from the next settlement. */
      debtFen: fen,
      monthFen: signedFen,
      /** All that was settled, less what refunds took back. */
      settledTotalFen: fen,
      todayFen: signedFen,
      todayOrders: z.int(),
      customers: z.int(),
      /** The next day on which commission is credited. */
      nextSettlementAt: instant,
      /** Thirty days, oldest first. */
      trend: z.array(z.object({ day: z.string(), amountFen: signedFen })),
      previousTrendFen: signedFen,
      funnel: z.object({ visits: z.int(), visitors: z.int(), placed: z.int(), paid: z.int() }),
      recent: z.array(commissionRow),
    }),
  }),
}
