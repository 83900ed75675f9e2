import { defineMigration, setWhatDiffers } from '../platform/migration'

/**
 * What a commission was before lines had ids: one rate a level, and refunds of the whole. What is optional comes with
 * this migration, or from the functions that are there afterwards.
 */
interface OldCommission {
  lines: { lineId?: string; payFen: number; quantity: number; [field: string]: unknown }[]
  shares: { rateBps: number; lineFen?: number[]; lines?: unknown[]; [field: string]: unknown }[]
  reversals: Record<string, { refundFen?: number; lines?: unknown[]; [field: string]: unknown }>
  owed: string[]
  revision?: number
}

/** As migration 0001 names the lines of the order. */
const lineIdOf = (position: number): string => `l${position + 1}`

export const migration = defineMigration<OldCommission>({
  id: '0002-commission-lines',
  collection: 'commissions',
  version: 2,
  what: 'commissions say the rate and the amount of each line, and what of a refund is freight',
  reads: ['lines', 'shares', 'reversals', 'owed', 'revision'],
  // Functions of before write reversals without their lines, and go by the names of what is owed.
  again: true,
  change(commission, last) {
    const { lines, shares, reversals, revision = 0 } = commission
    const paidFen = lines.reduce((sum, { payFen }) => sum + payFen, 0)
    const idOf = (position: number) => lines[position]?.lineId ?? lineIdOf(position)
    const owed = last
      ? commission.owed.map((entry) => (entry.includes(':') ? entry : `ledger.reverse:${entry}`))
      : commission.owed
    return setWhatDiffers(commission, {
      lines: lines.map((line, position) => (line.lineId ? line : { ...line, lineId: idOf(position) })),
      shares: shares.map((share) =>
        share.lines
          ? share
          : {
              ...share,
              lines: (share.lineFen ?? []).map((fen, position) => ({
                lineId: idOf(position),
                rateBps: share.rateBps,
                fen,
              })),
            },
      ),
      reversals: Object.fromEntries(
        Object.entries(reversals).map(([refundNo, reversal]) => [
          refundNo,
          reversal.lines
            ? reversal
            : {
                ...reversal,
                freightFen: Math.max(0, (reversal.refundFen ?? 0) - paidFen),
                lines: lines.map(({ quantity, payFen }, position) => ({
                  lineId: idOf(position),
                  quantity,
                  fen: payFen,
                })),
              },
        ]),
      ),
      owed,
      // Who saw the old names may not shorten the list any more.
      ...(owed.join() !== commission.owed.join() && { revision: revision + 1 }),
    })
  },
})
