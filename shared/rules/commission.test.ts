import fc from 'fast-check'
import {
  baseOf,
  basesLeft,
  commissionFen,
  commissionOn,
  levelWords,
  reversalOf,
  ruleWords,
  type CommissionBase,
  type CommissionLine,
} from './commission'
import { refundOf, type PaidOrder, type Refund, type RefundOfLines, type RefundRequest } from './refund'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const line = (lineId: string, over: Partial<CommissionLine>): CommissionLine => ({
  lineId,
  quantity: 1,
  payFen: 0,
  costFen: 0,
  ratesBps: [],
  ...over,
})

const LINKS = 3
const bases = fc.constantFrom<CommissionBase[]>('sales', 'profit')
const ratesUpTo = (max: number) => fc.array(fc.integer({ min: 0, max }), { minLength: 0, maxLength: LINKS })
const linesWith = (rates: fc.Arbitrary<number[]>) =>
  fc
    .array(
      fc.record({
        quantity: fc.integer({ min: 1, max: 999 }),
        payFen: fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 1_000_000_000 })),
        costFen: fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 1_000_000 })),
        ratesBps: rates,
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((all) => all.map((one, i) => line(String(i), one)))
const anyLines = linesWith(ratesUpTo(10_000))
/** At most 50 % in all, as a policy allows. */
const lawfulLines = linesWith(ratesUpTo(1_666))

describe('commissionFen', () => {
  it.each([
    // Amounts at which floats go wrong.
    [5_000, 114, 57],
    [6_000, 115, 69],
    [10_000, 29, 29],
    [12_500, 58, 72],
    [3_000, 115, 34],
    [999, 500, 49],
    [1, 9_999, 0],
    [1_000_000_000, 10_000, 1_000_000_000],
    // The trade's examples; where others round half up, a part of a fen is dropped.
    [1_900, 1_000, 190],
    [7, 2_000, 1],
    [15, 1_000, 1],
    [500, 290, 14],
    [2_997, 500, 149],
  ])('%d fen at %d bps is %d fen', (baseFen, rateBps, amount) => {
    expect(commissionFen(baseFen, rateBps)).toBe(amount)
  })

  it('[COMM-1] is the exact product rounded down', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }),
        fc.integer({ min: 0, max: 10_000 }),
        (base, rate) => {
          expect(BigInt(commissionFen(base, rate))).toBe((BigInt(base) * BigInt(rate)) / 10_000n)
        },
      ),
    )
  })
})

describe('commissionOn', () => {
  const ratesBps = [2_000, 1_000, 500]
  const order = [
    line('a', { payFen: 15_695, costFen: 9_000, ratesBps }),
    line('b', { quantity: 2, payFen: 12_705, costFen: 4_000, ratesBps }),
  ]

  it('pays 20 %, 10 % and 5 % on what is paid for the goods', () => {
    const amounts = (base: CommissionBase) =>
      commissionOn(order, base, 3).map(({ lines, amountFen }) => [...lines.map(({ fen }) => fen), amountFen])
    expect(amounts('sales')).toEqual([
      [3_139, 2_541, 5_680],
      [1_569, 1_270, 2_839],
      [784, 635, 1_419],
    ])
    expect(amounts('profit')[0]).toEqual([1_339, 941, 2_280])
    expect(commissionOn(order, 'sales', 1)[0]?.lines).toEqual([
      { lineId: 'a', fen: 3_139 },
      { lineId: 'b', fen: 2_541 },
    ])
  })

  it('each line has rates of its own, or none', () => {
    const [a, b] = order
    const mixed = [a, { ...b, ratesBps: [500] }, line('c', { payFen: 9_900 })] as CommissionLine[]
    expect(
      commissionOn(mixed, 'sales', 2).map(({ lines }) => lines.map(({ lineId, fen }) => `${lineId} ${fen}`)),
    ).toEqual([
      ['a 3139', 'b 635', 'c 0'],
      ['a 1569', 'b 0', 'c 0'],
    ])
  })

  it('counts profit as 0 when a line sells below its cost', () => {
    expect(baseOf({ quantity: 3, payFen: 299, costFen: 100 }, 'profit')).toBe(0)
  })

  it('[COMM-1] all levels together never take more than a line is based on, and no level is negative', () => {
    fc.assert(
      fc.property(anyLines, bases, (lines, base) => {
        const links = commissionOn(lines, base, LINKS)
        lines.forEach((one, i) => {
          const parts = links.map((link) => link.lines[i]?.fen ?? -1)
          expect(parts.every((part) => part >= 0)).toBe(true)
          expect(sum(parts)).toBeLessThanOrEqual(baseOf(one, base))
        })
        for (const link of links) {
          expect(link.lines.map(({ lineId }) => lineId)).toEqual(lines.map(({ lineId }) => lineId))
          expect(link.amountFen).toBe(sum(link.lines.map(({ fen }) => fen)))
        }
      }),
    )
  })
})

type Wish = Exclude<RefundRequest, { kind: 'whole' }>
const lineIds = fc.constantFrom('0', '1', '2', '3', '4', '5')
const wishes: fc.Arbitrary<Wish[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('pieces' as const),
      lines: fc.array(fc.record({ lineId: lineIds, quantity: fc.integer({ min: 1, max: 400 }) }), {
        minLength: 1,
        maxLength: 2,
      }),
      freight: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('amount' as const),
      fen: fc.oneof(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 500_000_000 })),
      freight: fc.boolean(),
    }),
  ),
  { maxLength: 8 },
)
const freights = fc.integer({ min: 0, max: 3_000 })

/** The refunds that these wishes come to, those that cannot be left out, and whatever is left at the end. */
function refundsOf(
  lines: readonly CommissionLine[],
  freightFen: number,
  requests: readonly Wish[],
): Refund[] {
  const refunds: Refund[] = []
  const order = (): PaidOrder => ({ lines, freightFen, refunds })
  for (const request of [...requests, { kind: 'whole' } as const]) {
    const outcome = refundOf(order(), request)
    if (outcome.kind === 'refund') refunds.push(outcome.refund)
  }
  return refunds
}

/** Reverses refund by refund, the way the books do it. */
function play(lines: readonly CommissionLine[], base: CommissionBase, refunds: readonly RefundOfLines[]) {
  const accrued = commissionOn(lines, base, LINKS).map(({ amountFen }) => amountFen)
  const credited = [...accrued]
  const steps = refunds.map((_, n) => {
    const back = reversalOf(lines, base, refunds.slice(0, n + 1), credited)
    back.forEach((amount, i) => (credited[i] = (credited[i] ?? 0) - amount))
    return back
  })
  return { accrued, credited, steps }
}

describe('reversalOf', () => {
  it('takes back the exact commission of a returned piece', () => {
    const order = [line('a', { quantity: 2, payFen: 12_705, ratesBps: [1_000] })]
    const refunds = [{ freightFen: 0, lines: [{ lineId: 'a', quantity: 1, fen: 6_352 }] }]
    expect(commissionOn(order, 'sales', 1, refunds)[0]?.amountFen).toBe(635)
    expect(reversalOf(order, 'sales', refunds, [1_270])).toEqual([635])
  })

  it('[COMM-20] money back without goods takes commission back in proportion, and freight none', () => {
    const order = [line('a', { payFen: 10_000, costFen: 6_000, ratesBps: [2_000] })]
    const refund = (freightFen: number, fen: number) => [
      { freightFen, lines: fen ? [{ lineId: 'a', quantity: 0, fen }] : [] },
    ]
    expect(reversalOf(order, 'sales', refund(0, 500), [2_000])).toEqual([100])
    expect(reversalOf(order, 'profit', refund(0, 500), [800])).toEqual([40])
    expect(reversalOf(order, 'sales', refund(800, 0), [2_000])).toEqual([0])
    expect(reversalOf(order, 'sales', refund(800, 500), [2_000])).toEqual([100])
    fc.assert(
      fc.property(lawfulLines, bases, fc.nat(1_000), freights, (lines, base, permille, freightFen) => {
        const refunds = [
          {
            freightFen,
            lines: lines.map(({ lineId, payFen }) => ({
              lineId,
              quantity: 0,
              fen: Math.floor((payFen * permille) / 1_000),
            })),
          },
        ]
        const links = commissionOn(lines, base, LINKS, refunds)
        lines.forEach((one, i) => {
          const left = BigInt(one.payFen - (refunds[0]?.lines[i]?.fen ?? 0))
          const of = BigInt(one.payFen || 1)
          const baseLeft = (BigInt(baseOf(one, base)) * left) / of
          expect(BigInt(basesLeft(lines, base, refunds)[i] ?? -1)).toBe(baseLeft)
          links.forEach((link, n) =>
            expect(BigInt(link.lines[i]?.fen ?? -1)).toBe(
              (baseLeft * BigInt(one.ratesBps[n] ?? 0)) / 10_000n,
            ),
          )
        })
      }),
    )
  })

  it('[COMM-2] every sequence of refunds ends at exactly 0, never below it on the way', () => {
    fc.assert(
      fc.property(anyLines, freights, wishes, bases, (lines, freightFen, requests, base) => {
        const { accrued, credited, steps } = play(lines, base, refundsOf(lines, freightFen, requests))
        expect(credited).toEqual(accrued.map(() => 0))
        for (const step of steps) expect(step.every((amount) => amount >= 0)).toBe(true)
        accrued.forEach((amount, i) => expect(sum(steps.map((step) => step[i] ?? 0))).toBe(amount))
      }),
    )
  })

  it('[COMM-2] what is left depends on what was refunded in all, not on the order of the refunds', () => {
    fc.assert(
      fc.property(
        lawfulLines,
        freights,
        wishes,
        bases,
        fc.nat(8),
        (lines, freightFen, requests, base, most) => {
          const refunds = refundsOf(lines, freightFen, requests).slice(0, most)
          const forth = commissionOn(lines, base, LINKS, refunds)
          const turned = [...refunds].reverse()
          expect(commissionOn(lines, base, LINKS, turned)).toEqual(forth)
          const amounts = forth.map(({ amountFen }) => amountFen)
          expect(play(lines, base, refunds).credited).toEqual(amounts)
          expect(play(lines, base, turned).credited).toEqual(amounts)
        },
      ),
    )
  })

  it('[COMM-2] is what the rest of the order no longer earns, wherever a series of refunds stands', () => {
    fc.assert(
      fc.property(lawfulLines, freights, wishes, bases, (lines, freightFen, requests, base) => {
        const refunds = refundsOf(lines, freightFen, requests)
        refunds.forEach((_, n) => {
          const { credited } = play(lines, base, refunds.slice(0, n + 1))
          const remaining = commissionOn(lines, base, LINKS, refunds.slice(0, n + 1))
          expect(credited).toEqual(remaining.map(({ amountFen }) => amountFen))
        })
      }),
    )
  })
})

describe('words', () => {
  it('explain the rule', () => {
    expect(ruleWords('sales', { level: 1, rateBps: 2_000 }, true)).toBe(
      '按「一级 20%」计算实付金额，不足 1 分的部分舍去',
    )
    expect(ruleWords('profit', { level: 3, rateBps: 550 }, false)).toBe(
      '按「三级 5.5%」计算利润（实付减成本）',
    )
    expect([1, 2, 3, 4].map(levelWords)).toEqual(['一级', '二级', '三级', '4 级'])
  })
})
