import fc from 'fast-check'
import { isSoundWallet, takenFromAvailable, withdrawableFen, type Wallet } from './wallet'

type Step = { kind: 'settle' | 'withdraw' | 'refund'; fen: number }
const steps = fc.array(
  fc.record({
    kind: fc.constantFrom('settle' as const, 'withdraw' as const, 'refund' as const),
    fen: fc.integer({ min: 0, max: 100_000 }),
  }),
  { maxLength: 60 },
)

/** What a step leaves, as the ledger books it, and how much it moved. */
function after(wallet: Wallet, { kind, fen }: Step): { wallet: Wallet; movedFen: number } {
  const { availableFen, debtFen } = wallet
  if (kind === 'settle') {
    const netted = Math.min(fen, -debtFen)
    return { wallet: { availableFen: availableFen + fen - netted, debtFen: debtFen + netted }, movedFen: fen }
  }
  if (kind === 'withdraw') {
    const taken = Math.min(fen, withdrawableFen(wallet))
    return { wallet: { availableFen: availableFen - taken, debtFen }, movedFen: -taken }
  }
  const there = takenFromAvailable(wallet, fen)
  return { wallet: { availableFen: availableFen - there, debtFen: debtFen - (fen - there) }, movedFen: -fen }
}

describe('a wallet', () => {
  it('[LEDGER-5] never owes beside money, and no fen is lost, in any order of settlements, withdrawals and refunds', () => {
    fc.assert(
      fc.property(steps, (all) => {
        let wallet: Wallet = { availableFen: 0, debtFen: 0 }
        let sum = 0
        for (const step of all) {
          const next = after(wallet, step)
          wallet = next.wallet
          sum += next.movedFen
          expect(isSoundWallet(wallet)).toBe(true)
          expect(wallet.availableFen + wallet.debtFen).toBe(sum)
          expect(withdrawableFen(wallet)).toBe(Math.max(0, sum))
        }
      }),
    )
  })

  it('[LEDGER-5] what is owed cannot be withdrawn, also where both stand', () => {
    expect(withdrawableFen({ availableFen: 2_000, debtFen: -2_000 })).toBe(0)
    expect(withdrawableFen({ availableFen: 2_000, debtFen: -500 })).toBe(1_500)
    expect(isSoundWallet({ availableFen: 2_000, debtFen: -500 })).toBe(false)
  })
})
