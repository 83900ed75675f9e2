import fc from 'fast-check'
import {
  baseOf,
  commissionFen,
  commissionOn,
  linesLeft,
  percentOf,
  reversalOf,
  ruleWords,
  type CommissionLine,
  type RefundOfLines,
} from './commission'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

const bases = fc.constantFrom('sales', 'profit' as const)
const line = fc.record({
  quantity: fc.integer({ min: 1, max: 999 }),
  payFen: fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 1_000_000_000 })),
  costFen: fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 1_000_000 })),
})
const lines = fc.array(line, { minLength: 1, maxLength: 8 })
const chains = fc
  .array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 3 })
  .map((rates) => rates.map((rateBps, i) => ({ level: i + 1, rateBps })))
const lawful = fc.constant([
  { level: 1, rateBps: 2_000 },
  { level: 2, rateBps: 1_000 },
  { level: 3, rateBps: 500 },
])

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
  it('pays 20 %, 10 % and 5 % on what is paid for the goods', () => {
    const chain = [2_000, 1_000, 500].map((rateBps, i) => ({ level: i + 1, rateBps }))
    const order = [
      { quantity: 1, payFen: 15_695, costFen: 9_000 },
      { quantity: 2, payFen: 12_705, costFen: 4_000 },
    ]
    expect(commissionOn(order, { base: 'sales' }, chain)).toEqual([
      { lineFen: [3_139, 2_541], amountFen: 5_680 },
      { lineFen: [1_569, 1_270], amountFen: 2_839 },
      { lineFen: [784, 635], amountFen: 1_419 },
    ])
    expect(commissionOn(order, { base: 'profit' }, chain)[0]).toEqual({
      lineFen: [1_339, 941],
      amountFen: 2_280,
    })
  })

  it('counts profit as 0 when a line sells below its cost', () => {
    expect(baseOf({ quantity: 3, payFen: 299, costFen: 100 }, 'profit')).toBe(0)
  })

  it('[COMM-1] all levels together never take more than a line is based on, and no level is negative', () => {
    fc.assert(
      fc.property(lines, bases, chains, (order, base, chain) => {
        const levels = commissionOn(order, { base }, chain)
        order.forEach((one, i) => {
          const parts = levels.map((level) => level.lineFen[i] ?? -1)
          expect(parts.every((part) => part >= 0)).toBe(true)
          expect(sum(parts)).toBeLessThanOrEqual(baseOf(one, base))
        })
        for (const level of levels) expect(level.amountFen).toBe(sum(level.lineFen))
      }),
    )
  })
})

/** A sequence of refunds that never returns more pieces or money than the order has; freight included. */
const sequences = fc
  .tuple(
    lines,
    fc.integer({ min: 0, max: 3_000 }),
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { maxLength: 6 }),
  )
  .map(([order, freightFen, steps]) => {
    const pieces = order.map((one) => one.quantity)
    let money = sum(order.map((one) => one.payFen)) + freightFen
    const refunds: RefundOfLines[] = steps.map(([a, b, returns]) => {
      const at = a % order.length
      const taken = returns ? Math.min(pieces[at] ?? 0, 1 + (b % 3)) : 0
      pieces[at] = (pieces[at] ?? 0) - taken
      const amountFen = Math.min(money, b % (1 + Math.floor(money / 2)))
      money -= amountFen
      return { amountFen, quantities: order.map((_, i) => (i === at ? taken : 0)) }
    })
    return { order, freightFen, refunds, last: { amountFen: money, quantities: pieces } }
  })

/** Reverses refund by refund, the way the books do it. */
function play(
  order: { lines: CommissionLine[]; freightFen: number },
  base: 'sales' | 'profit',
  chain: readonly { level: number; rateBps: number }[],
  refunds: RefundOfLines[],
) {
  const accrued = commissionOn(order.lines, { base }, chain).map((level) => level.amountFen)
  const credited = [...accrued]
  const steps = refunds.map((_, n) => {
    const back = reversalOf(order, { base }, chain, refunds.slice(0, n + 1), credited)
    back.forEach((amount, i) => (credited[i] = (credited[i] ?? 0) - amount))
    return back
  })
  return { accrued, credited, steps }
}

describe('reversalOf', () => {
  it('takes back the exact commission of a returned piece', () => {
    const order = { lines: [{ quantity: 2, payFen: 12_705, costFen: 0 }], freightFen: 800 }
    const chain = [{ level: 1, rateBps: 1_000 }]
    const back = reversalOf(order, { base: 'sales' }, chain, [{ amountFen: 6_353, quantities: [1] }], [1_270])
    expect(back).toEqual([635])
  })

  it('[COMM-2] every sequence of refunds ends at exactly 0, never below it on the way', () => {
    fc.assert(
      fc.property(sequences, bases, chains, ({ order, freightFen, refunds, last }, base, chain) => {
        const { accrued, credited, steps } = play({ lines: order, freightFen }, base, chain, [
          ...refunds,
          last,
        ])
        expect(credited).toEqual(accrued.map(() => 0))
        for (const step of steps) expect(step.every((amount) => amount >= 0)).toBe(true)
        accrued.forEach((amount, i) => expect(sum(steps.map((step) => step[i] ?? 0))).toBe(amount))
      }),
    )
  })

  it('[COMM-2] money back without goods ends at exactly 0, too', () => {
    fc.assert(
      fc.property(
        lines,
        fc.nat(5_000),
        bases,
        lawful,
        fc.integer({ min: 1, max: 5 }),
        (order, freightFen, base, chain, n) => {
          const total = sum(order.map((one) => one.payFen)) + freightFen
          const refunds = Array.from({ length: n }, (_, i) => ({
            amountFen: Math.floor((total * (i + 1)) / n) - Math.floor((total * i) / n),
            quantities: [],
          }))
          const { credited } = play({ lines: order, freightFen }, base, chain, refunds)
          expect(credited).toEqual([0, 0, 0])
        },
      ),
    )
  })

  it('[COMM-2] what is left depends on what was refunded in all, not on the order of the refunds', () => {
    fc.assert(
      fc.property(sequences, ({ order, freightFen, refunds }) => {
        const forth = linesLeft(order, freightFen, refunds)
        const back = linesLeft(order, freightFen, [...refunds].reverse())
        expect(forth).toEqual(back)
        forth.forEach((left, i) => {
          expect(left.payFen).toBeGreaterThanOrEqual(0)
          expect(left.payFen).toBeLessThanOrEqual(order[i]?.payFen ?? 0)
        })
      }),
    )
  })

  it('leaves the commission alone when only freight is paid back', () => {
    const order = { lines: [{ quantity: 1, payFen: 10_000, costFen: 0 }], freightFen: 800 }
    const chain = [{ level: 1, rateBps: 2_000 }]
    expect(
      reversalOf(order, { base: 'sales' }, chain, [{ amountFen: 800, quantities: [] }], [2_000]),
    ).toEqual([0])
  })
})

describe('words', () => {
  it.each([
    [2_000, '20%'],
    [750, '7.5%'],
    [58, '0.58%'],
    [5, '0.05%'],
    [10_000, '100%'],
    [0, '0%'],
  ])('%d bps reads %s', (rateBps, words) => {
    expect(percentOf(rateBps)).toBe(words)
  })

  it('explain the rule', () => {
    expect(ruleWords('sales', { level: 1, rateBps: 2_000 }, true)).toBe(
      '按「一级 20%」计算实付金额，不足 1 分的部分舍去',
    )
    expect(ruleWords('profit', { level: 3, rateBps: 550 }, false)).toBe(
      '按「三级 5.5%」计算利润（实付减成本）',
    )
  })
})
