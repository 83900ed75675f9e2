import { defineMigration } from '../platform/migration'

/** What a commission was before lines had ids: one rate a level, and refunds of the whole. */
interface OldCommission {
  lines: { payFen: number; quantity: number; [field: string]: unknown }[]
  shares: { rateBps: number; lineFen: number[]; [field: string]: unknown }[]
  reversals: Record<string, { refundFen: number; [field: string]: unknown }>
  owed: string[]
}

/** As migration 0001 names the lines of the order. */
const lineIdOf = (position: number): string => `l${position + 1}`

export const migration = defineMigration<OldCommission>({
  id: '0002-commission-lines',
  collection: 'commissions',
  version: 2,
  what: 'commissions say the rate and the amount of each line, and what of a refund is freight',
  reads: ['lines', 'shares', 'reversals', 'owed'],
  change({ lines, shares, reversals, owed }) {
    const paidFen = lines.reduce((sum, { payFen }) => sum + payFen, 0)
    return {
      set: {
        lines: lines.map((line, position) => ({ ...line, lineId: lineIdOf(position) })),
        shares: shares.map(({ lineFen, ...share }) => ({
          ...share,
          lineFen,
          lines: lineFen.map((fen, position) => ({
            lineId: lineIdOf(position),
            rateBps: share.rateBps,
            fen,
          })),
        })),
        reversals: Object.fromEntries(
          Object.entries(reversals).map(([refundNo, reversal]) => [
            refundNo,
            {
              ...reversal,
              freightFen: Math.max(0, reversal.refundFen - paidFen),
              lines: lines.map(({ quantity, payFen }, position) => ({
                lineId: lineIdOf(position),
                quantity,
                fen: payFen,
              })),
            },
          ]),
        ),
        owed: owed.map((refundNo) => `ledger.reverse:${refundNo}`),
      },
    }
  },
})
