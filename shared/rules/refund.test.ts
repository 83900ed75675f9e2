import fc from 'fast-check'
import {
  freightLeftFen,
  linesLeft,
  refundableFen,
  refundOf,
  type PaidOrder,
  type Refund,
  type RefundOfLines,
  type RefundRequest,
} from './refund'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const order: PaidOrder = {
  lines: [
    { lineId: 'a', quantity: 3, payFen: 10_000 },
    { lineId: 'b', quantity: 1, payFen: 2_500 },
    { lineId: 'gift', quantity: 1, payFen: 0 },
  ],
  freightFen: 800,
  refunds: [],
}
const after = (...refunds: RefundOfLines[]): PaidOrder => ({ ...order, refunds })
const back = (of: PaidOrder, request: RefundRequest): Refund => {
  const outcome = refundOf(of, request)
  if (outcome.kind === 'refuse') throw new Error(outcome.reason)
  return outcome.refund
}
const pieces = (lineId: string, quantity: number, freight: boolean | number = false): RefundRequest => ({
  kind: 'pieces',
  lines: [{ lineId, quantity }],
  freight,
})

describe('refundOf', () => {
  it('pays back the whole order, freight and what was free included', () => {
    expect(refundOf(order, { kind: 'whole' })).toEqual({
      kind: 'refund',
      refund: {
        lines: [
          { lineId: 'a', quantity: 3, fen: 10_000 },
          { lineId: 'b', quantity: 1, fen: 2_500 },
          { lineId: 'gift', quantity: 1, fen: 0 },
        ],
        freightFen: 800,
        amountFen: 13_300,
      },
    })
  })

  it('pays pieces back in proportion, and the last one takes the rest', () => {
    const one = back(order, pieces('a', 1))
    const two = back(after(one), pieces('a', 1))
    const three = back(after(one, two), pieces('a', 1))
    expect([one, two, three].map(({ amountFen }) => amountFen)).toEqual([3_333, 3_333, 3_334])
    expect(back(order, pieces('a', 2)).amountFen).toBe(6_666)
    expect(back(after(one), pieces('a', 2)).amountFen).toBe(6_667)
  })

  it('takes freight along when it is asked to, all that is left or a part', () => {
    expect(back(order, pieces('b', 1, true))).toMatchObject({ freightFen: 800, amountFen: 3_300 })
    const part = back(order, pieces('b', 1, 300))
    expect(part).toMatchObject({ freightFen: 300, amountFen: 2_800 })
    expect(back(after(part), { kind: 'amount', fen: 0, freight: true })).toEqual({
      lines: [],
      freightFen: 500,
      amountFen: 500,
    })
  })

  it('shares money without goods over the lines by what they have left, or over those that are named', () => {
    expect(back(order, { kind: 'amount', fen: 500, freight: false })).toEqual({
      lines: [
        { lineId: 'a', quantity: 0, fen: 400 },
        { lineId: 'b', quantity: 0, fen: 100 },
      ],
      freightFen: 0,
      amountFen: 500,
    })
    expect(back(order, { kind: 'amount', fen: 500, lineIds: ['b'], freight: 100 })).toEqual({
      lines: [{ lineId: 'b', quantity: 0, fen: 500 }],
      freightFen: 100,
      amountFen: 600,
    })
  })

  it('pieces are worth less after money was paid back for them', () => {
    const half = back(order, { kind: 'amount', fen: 5_000, lineIds: ['a'], freight: false })
    expect(back(after(half), pieces('a', 1)).amountFen).toBe(1_666)
    expect(back(after(half), pieces('a', 3)).amountFen).toBe(5_000)
  })

  it('a gift comes back for nothing', () => {
    expect(back(order, pieces('gift', 1))).toEqual({
      lines: [{ lineId: 'gift', quantity: 1, fen: 0 }],
      freightFen: 0,
      amountFen: 0,
    })
  })

  const everything = back(order, { kind: 'whole' })
  const aBack = back(order, pieces('a', 3))
  it.each<[string, PaidOrder, RefundRequest]>([
    ['unknown_line', order, pieces('z', 1)],
    ['unknown_line', order, { kind: 'amount', fen: 1, lineIds: ['a', 'z'], freight: false }],
    ['too_many_pieces', order, pieces('a', 4)],
    ['too_many_pieces', after(aBack), pieces('a', 1)],
    [
      'too_many_pieces',
      order,
      {
        kind: 'pieces',
        lines: [
          { lineId: 'b', quantity: 1 },
          { lineId: 'b', quantity: 1 },
        ],
        freight: false,
      },
    ],
    ['too_much_money', order, { kind: 'amount', fen: 12_501, freight: false }],
    ['too_much_money', order, { kind: 'amount', fen: 2_501, lineIds: ['b'], freight: false }],
    ['too_much_money', order, pieces('a', 1, 801)],
    ['nothing', order, { kind: 'pieces', lines: [], freight: false }],
    ['nothing', order, { kind: 'amount', fen: 0, freight: false }],
    ['nothing', after(everything), { kind: 'whole' }],
    ['nothing', after(everything), { kind: 'amount', fen: 0, freight: true }],
  ])('is refused: %s', (reason, of, request) => {
    expect(refundOf(of, request)).toEqual({ kind: 'refuse', reason })
  })

  it.each<[RefundRequest]>([
    [pieces('a', 0)],
    [pieces('a', -1)],
    [pieces('a', 1.5)],
    [pieces('a', 1, -1)],
    [{ kind: 'amount', fen: -1, freight: false }],
    [{ kind: 'amount', fen: 0.5, freight: false }],
  ])('throws on numbers that no form lets through: %j', (request) => {
    expect(() => refundOf(order, request)).toThrow(RangeError)
  })
})

const orders = fc
  .tuple(
    fc.array(
      fc.record({
        quantity: fc.integer({ min: 1, max: 40 }),
        payFen: fc.oneof(
          fc.constant(0),
          fc.integer({ min: 0, max: 50 }),
          fc.integer({ min: 0, max: 1_000_000_000 }),
        ),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    fc.integer({ min: 0, max: 3_000 }),
  )
  .map(([lines, freightFen]): PaidOrder => ({
    lines: lines.map((line, i) => ({ ...line, lineId: String(i) })),
    freightFen,
    refunds: [],
  }))
const freights = fc.oneof(fc.boolean(), fc.integer({ min: 0, max: 900 }))
const lineIds = fc.constantFrom('0', '1', '2', '3')
const requests = fc.oneof(
  fc.record({
    kind: fc.constant('pieces' as const),
    lines: fc.array(fc.record({ lineId: lineIds, quantity: fc.integer({ min: 1, max: 12 }) }), {
      maxLength: 3,
    }),
    freight: freights,
  }),
  fc.record(
    {
      kind: fc.constant('amount' as const),
      fen: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 900_000_000 })),
      lineIds: fc.uniqueArray(lineIds, { minLength: 1 }),
      freight: freights,
    },
    { requiredKeys: ['kind', 'fen', 'freight'] },
  ),
)
const allOf = (of: PaidOrder) => sum(of.lines.map(({ payFen }) => payFen)) + of.freightFen

describe('refunds one after another', () => {
  it('[REFUND-20] never give back more than was paid, and end at exactly nothing left, in any order', () => {
    fc.assert(
      fc.property(orders, fc.array(requests, { maxLength: 12 }), (paid, wishes) => {
        const refunds: Refund[] = []
        const now = (): PaidOrder => ({ ...paid, refunds })
        for (const request of wishes) {
          const before = refundableFen(now())
          const outcome = refundOf(now(), request)
          if (outcome.kind === 'refuse') continue
          refunds.push(outcome.refund)
          const { lines, freightFen, amountFen } = outcome.refund
          expect(sum(lines.map(({ fen }) => fen)) + freightFen).toBe(amountFen)
          expect(refundableFen(now())).toBe(before - amountFen)
          for (const one of linesLeft(paid.lines, refunds)) {
            const of = paid.lines.find(({ lineId }) => lineId === one.lineId)
            const mine = refunds.flatMap((r) => r.lines).filter(({ lineId }) => lineId === one.lineId)
            // Exactly, not only after the clamp: a refund never takes what is not there.
            expect(one.quantity).toBe((of?.quantity ?? 0) - sum(mine.map(({ quantity }) => quantity)))
            expect(one.payFen).toBe((of?.payFen ?? 0) - sum(mine.map(({ fen }) => fen)))
          }
        }
        const last = refundOf(now(), { kind: 'whole' })
        if (last.kind === 'refund') refunds.push(last.refund)
        expect(sum(refunds.map(({ amountFen }) => amountFen))).toBe(allOf(paid))
        expect(refundableFen(now())).toBe(0)
        expect(freightLeftFen(now())).toBe(0)
        expect(refundOf(now(), { kind: 'whole' })).toEqual({ kind: 'refuse', reason: 'nothing' })
      }),
    )
  })

  it('[REFUND-21] money that went back without goods lowers what the pieces left are worth, alike', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 20 }),
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 0, max: 100_000 }),
        (quantity, pieceFen, wish) => {
          const paid = { lines: [{ lineId: 'a', quantity, payFen: quantity * pieceFen }], freightFen: 0 }
          const fen = Math.min(wish, quantity * pieceFen - 1)
          const refunds: Refund[] =
            fen > 0 ? [back({ ...paid, refunds: [] }, { kind: 'amount', fen, freight: false })] : []
          const left = quantity * pieceFen - fen
          for (let returned = 1; returned <= quantity; returned++) {
            const { amountFen } = back({ ...paid, refunds }, pieces('a', 1))
            // Its share of what is left, and never a fen more than that rounded up.
            expect(amountFen).toBeGreaterThanOrEqual(Math.floor(left / quantity))
            expect(amountFen).toBeLessThanOrEqual(Math.ceil(left / quantity))
            refunds.push({ ...back({ ...paid, refunds }, pieces('a', 1)) })
          }
          expect(sum(refunds.map(({ amountFen }) => amountFen))).toBe(quantity * pieceFen)
        },
      ),
    )
  })

  it('[REFUND-21] pieces one by one, in batches or all at once pay back the same, within a fen of their share', () => {
    const batches = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 0, max: 1_000_000_000 }),
        batches,
        (quantity, payFen, sizes) => {
          const paid = { lines: [{ lineId: 'a', quantity, payFen }], freightFen: 0 }
          const refunds: Refund[] = []
          let returned = 0
          for (const size of [...sizes, quantity]) {
            const q = Math.min(size, quantity - returned)
            if (q === 0) break
            refunds.push(back({ ...paid, refunds }, pieces('a', q)))
            returned += q
            const given = sum(refunds.map(({ amountFen }) => amountFen))
            expect(given).toBe(back({ ...paid, refunds: [] }, pieces('a', returned)).amountFen)
            expect(Number((BigInt(payFen) * BigInt(returned)) / BigInt(quantity))).toBe(given)
          }
          expect(returned).toBe(quantity)
          expect(sum(refunds.map(({ amountFen }) => amountFen))).toBe(payFen)
        },
      ),
    )
  })
})

test('what is left depends on what was refunded in all', () => {
  const refunds = [
    { freightFen: 100, lines: [{ lineId: 'a', quantity: 1, fen: 3_333 }] },
    { freightFen: 0, lines: [{ lineId: 'b', quantity: 0, fen: 200 }] },
    { freightFen: 700, lines: [{ lineId: 'a', quantity: 0, fen: 67 }] },
  ]
  const left = [
    { lineId: 'a', quantity: 2, payFen: 6_600 },
    { lineId: 'b', quantity: 1, payFen: 2_300 },
    { lineId: 'gift', quantity: 1, payFen: 0 },
  ]
  expect(linesLeft(order.lines, refunds)).toEqual(left)
  expect(linesLeft(order.lines, [...refunds].reverse())).toEqual(left)
  expect(refundableFen(after(...refunds))).toBe(8_900)
})
