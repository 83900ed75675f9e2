import fc from 'fast-check'
import { givenBack } from './give-back'
import { refundOf, type PaidLine, type RefundOfLines, type RefundRequest } from './refund'

const line = (lineId: string, quantity: number, payFen: number): PaidLine => ({ lineId, quantity, payFen })
const of = (...lines: [lineId: string, quantity: number, fen: number][]): RefundOfLines => ({
  freightFen: 0,
  lines: lines.map(([lineId, quantity, fen]) => ({ lineId, quantity, fen })),
})

describe('what has come back', () => {
  const lines = [line('a', 3, 9_000), line('b', 1, 1_000)]

  it('[QUOTA-25] is the share of the money paid back, rounded down, and all of it with the last', () => {
    expect(givenBack(1_000, lines, [])).toBe(0)
    expect(givenBack(1_000, lines, [of(['a', 1, 3_000])])).toBe(300)
    expect(givenBack(1_000, lines, [of(['a', 1, 3_000], ['b', 1, 1_000])])).toBe(400)
    expect(givenBack(7, lines, [of(['b', 1, 1_000])])).toBe(0)
    expect(givenBack(7, lines, [of(['b', 1, 1_000]), of(['a', 3, 9_000])])).toBe(7)
  })

  it('[QUOTA-25] of one use is the use with the last fen, and of lines that it is not for nothing', () => {
    expect(givenBack(1, lines, [of(['a', 3, 9_000])])).toBe(0)
    expect(givenBack(1, lines, [of(['a', 3, 9_000], ['b', 1, 1_000])])).toBe(1)
    expect(givenBack(100, lines.slice(0, 1), [of(['b', 1, 1_000])])).toBe(0)
    expect(givenBack(100, [], [of(['b', 1, 1_000])])).toBe(0)
  })

  it('[QUOTA-25] of goods that cost nothing is the share of their pieces', () => {
    const free = [line('a', 4, 0)]
    expect(givenBack(100, free, [of(['a', 1, 0])])).toBe(25)
    expect(givenBack(100, free, [of(['a', 1, 0]), of(['a', 3, 0])])).toBe(100)
  })

  it('[QUOTA-25] never shrinks, is never more than was taken, and ends there, however it is refunded', () => {
    const orders = fc.array(
      fc.record({ quantity: fc.integer({ min: 1, max: 5 }), payFen: fc.nat(100_000) }),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    const wishes = fc.array(fc.record({ pick: fc.nat(3), share: fc.nat(100), pieces: fc.boolean() }), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(fc.nat(1_000_000), orders, wishes, (amount, paid, some) => {
        const own = paid.map(({ quantity, payFen }, i) => line(`l${i}`, quantity, payFen))
        const refunds: RefundOfLines[] = []
        const add = (request: RefundRequest) => {
          const outcome = refundOf({ lines: own, freightFen: 0, refunds }, request)
          if (outcome.kind === 'refund') refunds.push(outcome.refund)
        }
        let before = 0
        for (const { pick, share, pieces } of some) {
          const { lineId, payFen } = own[pick % own.length] ?? line('none', 0, 0)
          if (pieces) add({ kind: 'pieces', lines: [{ lineId, quantity: 1 }], freight: false })
          else
            add({
              kind: 'amount',
              fen: Math.floor((payFen * share) / 200),
              lineIds: [lineId],
              freight: false,
            })
          const now = givenBack(amount, own, refunds)
          expect(now).toBeGreaterThanOrEqual(before)
          expect(now).toBeLessThanOrEqual(amount)
          before = now
        }
        add({ kind: 'whole' })
        expect(givenBack(amount, own, refunds)).toBe(amount)
      }),
    )
  })
})
