import fc from 'fast-check'
import { leftFenOf, unitFenOf, withDiscount, withEffect, withLine, withWhyNot, type DraftLine } from './index'
import { effectsOf, ORDER_LIMIT_FEN, priceOrder, STEPS } from './index'
import type { Draft, PricedOrder, PricingInput, PricingLine, Step } from './types'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const freight = { freightFen: 800, freeFreightFromFen: 9_900 }
const line = (lineId: string, priceFen: number, over: Partial<PricingLine> = {}): PricingLine => ({
  lineId,
  productId: `p${lineId}`,
  skuId: `s${lineId}`,
  quantity: 1,
  priceFen,
  ...over,
})
const inputOf = (lines: readonly PricingLine[]): PricingInput => ({ lines, freight, facts: {} })

/** A discount of any kind: an amount or per cent of what is left, from a threshold of its own, on some lines. */
interface Discount {
  slot: Step['slot']
  source: string
  off: { fen: number } | { bps: number; mostFen: number }
  from: { fen: number; of: 'unit' | 'left' }
  /** Lines whose number has this remainder by two; all of them. */
  on: 0 | 1 | 'all'
}

function stepOf({ slot, source, off, from, on }: Discount): Step {
  const among = ({ lineId }: DraftLine) => on === 'all' || Number(lineId) % 2 === on
  const reason = { kind: slot, source, version: 1, words: source }
  return {
    name: source,
    slot,
    apply(draft: Draft) {
      const left = leftFenOf(draft, among)
      const missingFen = from.fen - (from.of === 'unit' ? unitFenOf(draft, among) : left)
      if (missingFen > 0) return withWhyNot(draft, { ...reason, missingFen })
      const fen = 'fen' in off ? off.fen : Math.min(off.mostFen, Math.floor((left * off.bps) / 10_000))
      return withDiscount(draft, reason, fen, { among })
    },
  }
}

const amounts = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 20_000 }))
const discountIn = (...slots: Step['slot'][]) =>
  fc.record({
    slot: fc.constantFrom(...slots),
    off: fc.oneof(
      fc.record({ fen: amounts }),
      fc.record({ bps: fc.integer({ min: 0, max: 10_000 }), mostFen: amounts }),
    ),
    from: fc.record({ fen: fc.oneof(fc.constant(0), amounts), of: fc.constantFrom('unit', 'left' as const) }),
    on: fc.constantFrom<Discount['on'][]>(0, 1, 'all'),
  })
const someDiscounts = (...slots: Step['slot'][]) =>
  fc
    .array(discountIn(...slots), { maxLength: 5 })
    .map((all) => all.map((one, i): Discount => ({ ...one, source: `d${i}` })))
const discounts = someDiscounts('unit', 'reduction', 'coupon', 'points', 'freight')
const someLines = fc
  .array(
    fc.record({
      priceFen: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 12_000 })),
      quantity: fc.integer({ min: 1, max: 4 }),
      skuId: fc.constantFrom('s1', 's2', 's3'),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) => all.map((one, i) => line(String(i), 0, one)))
const price = (lines: readonly PricingLine[], all: readonly Discount[]): PricedOrder =>
  priceOrder(inputOf(lines), [...STEPS, ...all.map(stepOf)])

describe('an order', () => {
  it('[ORDER-1] goods − discount + freight is what the buyer pays, and the lines add up to the order', () => {
    fc.assert(
      fc.property(someLines, discounts, (lines, all) => {
        const order = price(lines, all)
        const total = (field: 'goodsFen' | 'discountFen' | 'payFen') =>
          sum(order.lines.map((one) => one[field]))
        expect(order.payFen).toBe(order.goodsFen - order.discountFen + order.freightFen)
        expect(total('goodsFen')).toBe(sum(lines.map(({ priceFen, quantity }) => priceFen * quantity)))
        expect([total('goodsFen'), total('discountFen')]).toEqual([order.goodsFen, order.discountFen])
        expect(total('payFen') + order.freightFen).toBe(order.payFen)
        expect(order.freight.fen).toBe(order.freightFen)
      }),
    )
  })

  it('[PRICE-1] every fen of a line is explained, and the effects of the lines are those of the order', () => {
    fc.assert(
      fc.property(someLines, discounts, (lines, all) => {
        const order = price(lines, all)
        for (const one of order.lines) {
          expect(sum(one.effects.map(({ fen }) => fen))).toBe(0 - one.discountFen)
          expect(one.goodsFen - one.discountFen).toBe(one.payFen)
          expect(one.effects.every(({ words, fen }) => words !== '' && fen !== 0)).toBe(true)
        }
        const { baseFen, effects, fen } = order.freight
        expect(baseFen + sum(effects.map((effect) => effect.fen))).toBe(fen)
        expect(sum(effectsOf(order).map((effect) => effect.fen))).toBe(fen - baseFen - order.discountFen)
        const sources = effectsOf(order).map(({ source }) => source)
        expect(new Set(sources).size).toBe(sources.length)
      }),
    )
  })

  it('[PRICE-2] no line and no freight falls below 0, in whole fen', () => {
    fc.assert(
      fc.property(someLines, discounts, (lines, all) => {
        const order = price(lines, all)
        for (const fen of [order.freightFen, ...order.lines.map(({ payFen }) => payFen)]) {
          expect(Number.isSafeInteger(fen) && fen >= 0).toBe(true)
        }
      }),
    )
    expect(price([line('1', 1_000)], [everything]).payFen).toBe(800)
    expect(price([line('1', 9_900)], [everything]).payFen).toBe(0)
  })

  const everything: Discount = {
    slot: 'coupon',
    source: 'all',
    off: { bps: 10_000, mostFen: 1_000_000 },
    from: { fen: 0, of: 'left' },
    on: 'all',
  }

  it('[PRICE-3] one discount more never makes an order dearer, whatever its slot, threshold and lines', () => {
    fc.assert(
      fc.property(
        someLines,
        discounts,
        discountIn('unit', 'reduction', 'coupon', 'points', 'freight'),
        fc.nat(5),
        (lines, all, extra, at) => {
          const before = price(lines, all)
          const more = [...all.slice(0, at), { ...extra, source: 'extra' }, ...all.slice(at)]
          expect(price(lines, more).payFen).toBeLessThanOrEqual(before.payFen)
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('[PRICE-3] not by a fen of a share, either, where two cover some lines together and others not', () => {
    const lines = [line('0', 7), line('1', 3)]
    const no = { from: { fen: 0, of: 'left' as const } }
    const first: Discount = { ...no, slot: 'reduction', source: 'a', off: { bps: 10_000, mostFen: 9 }, on: 0 }
    const second: Discount = {
      ...no,
      slot: 'coupon',
      source: 'b',
      off: { bps: 9_000, mostFen: 9 },
      on: 'all',
    }
    const third: Discount = { ...no, slot: 'points', source: 'c', off: { fen: 4 }, on: 0 }
    expect(price(lines, [second, third]).payFen).toBe(800)
    // All of them: nothing is left of the first line, of the second one 3 less 2.
    expect(price(lines, [first, second, third])).toMatchObject({
      payFen: 800,
      whyNots: [{}, { source: 'a' }],
    })
  })

  it('[PRICE-4] the order of the lines makes no difference to what each of them costs', () => {
    const shuffle = fc
      .tuple(someLines, fc.array(fc.nat(), { minLength: 6, maxLength: 6 }))
      .map(([lines, keys]) => [
        lines,
        [...lines].sort((a, b) => (keys[Number(a.lineId)] ?? 0) - (keys[Number(b.lineId)] ?? 0)),
      ])
    fc.assert(
      fc.property(shuffle, discounts, ([lines = [], other = []], all) => {
        const byId = (order: PricedOrder) =>
          [...order.lines].sort((a, b) => Number(a.lineId) - Number(b.lineId))
        const [one, two] = [price(lines, all), price(other, all)]
        expect(byId(two)).toEqual(byId(one))
        expect({ ...two, lines: [], hash: '' }).toEqual({ ...one, lines: [], hash: '' })
      }),
    )
  })

  it('[PRICE-5] the same input has the same outcome and hash, another input another hash', () => {
    fc.assert(
      fc.property(someLines, discounts, (lines, all) => {
        const order = price(lines, all)
        expect(price(JSON.parse(JSON.stringify(lines)) as PricingLine[], all)).toEqual(order)
        const keysTurned = lines.map(
          (one) => Object.fromEntries(Object.entries(one).reverse()) as unknown as PricingLine,
        )
        expect(price(keysTurned, all).hash).toBe(order.hash)
        const [first, ...rest] = lines
        if (!first) return
        for (const other of [
          [{ ...first, priceFen: first.priceFen + 1 }, ...rest],
          [{ ...first, quantity: first.quantity + 1 }, ...rest],
          [...rest, { ...first, lineId: 'x' }],
        ]) {
          expect(price(other, all).hash).not.toBe(order.hash)
        }
      }),
    )
    const dearer = { lines: [line('1', 100)], freight: { ...freight, freightFen: 801 }, facts: {} }
    expect(priceOrder(dearer).hash).not.toBe(priceOrder(inputOf([line('1', 100)])).hash)
    const settings = { ...freight, banner: 'new' }
    expect(priceOrder({ ...dearer, freight: settings }).hash).toBe(priceOrder(inputOf([line('1', 100)])).hash)
  })

  it('[PRICE-6] the same SKU stands in two lines at prices of their own', () => {
    fc.assert(
      fc.property(someLines, discounts, (lines, all) => {
        const same = lines.map((one) => ({ ...one, skuId: 'same', productId: 'same' }))
        const paid = (order: PricedOrder) => order.lines.map(({ lineId, payFen }) => [lineId, payFen])
        expect(paid(price(same, all))).toEqual(paid(price(lines, all)))
      }),
    )
    const addOn: Step = {
      name: 'add-on',
      slot: 'unit',
      apply: (draft) =>
        withEffect(
          draft,
          { kind: 'add_on', source: 'a1', version: 1, words: '加价购' },
          new Map([['2', -4_000]]),
        ),
    }
    const twice = [line('1', 5_000, { skuId: 's' }), line('2', 5_000, { skuId: 's' })]
    expect(
      priceOrder(inputOf(twice), [...STEPS, addOn]).lines.map(({ skuId, payFen }) => [skuId, payFen]),
    ).toEqual([
      ['s', 5_000],
      ['s', 1_000],
    ])
  })

  it('[PRICE-7] free freight goes by unit prices: only they move it, no later discount does', () => {
    const later = someDiscounts('reduction', 'coupon', 'points')
    fc.assert(
      fc.property(someLines, later, (lines, all) => {
        expect(price(lines, all).freight).toEqual(price(lines, []).freight)
      }),
    )
    const lines = [line('1', 10_000)]
    const off = (slot: Step['slot'], fen: number): Discount => ({
      slot,
      source: slot,
      off: { fen },
      from: { fen: 0, of: 'unit' },
      on: 'all',
    })
    expect(price(lines, [off('reduction', 9_000)]).payFen).toBe(1_000)
    // A unit price below the threshold is charged for its freight, when it is cheaper all the same.
    expect(price(lines, [off('unit', 2_000)])).toMatchObject({ freightFen: 800, payFen: 8_800 })
    expect(price(lines, [off('unit', 500)])).toMatchObject({ freightFen: 0, payFen: 10_000, discountFen: 0 })
  })
})

describe('thresholds', () => {
  const coupon: Discount = {
    slot: 'coupon',
    source: 'coupon',
    off: { fen: 3_000 },
    from: { fen: 10_000, of: 'left' },
    on: 'all',
  }
  const reduction: Discount = {
    slot: 'reduction',
    source: 'reduction',
    off: { fen: 100 },
    from: { fen: 10_000, of: 'unit' },
    on: 'all',
  }
  const lines = [line('1', 10_050)]

  it('a reduction that would lose a coupon is left out, and it is said', () => {
    expect(price(lines, [coupon]).payFen).toBe(7_050)
    expect(price(lines, [reduction]).payFen).toBe(9_950)
    const both = price(lines, [reduction, coupon])
    expect(both.payFen).toBe(7_050)
    expect(effectsOf(both).map(({ source }) => source)).toEqual(['coupon', 'shop'])
    expect(both.whyNots).toEqual([{ kind: 'reduction', source: 'reduction', words: '这次不用它更省' }])
  })

  it('a coupon that is worth less than the reduction is the one that is missed', () => {
    const both = price(lines, [
      { ...reduction, off: { fen: 500 } },
      { ...coupon, off: { fen: 300 } },
    ])
    expect(both).toMatchObject({ payFen: 9_550, whyNots: [{ source: 'coupon', missingFen: 450 }] })
  })

  it('a discount of a fen does not cost the freight', () => {
    const input = {
      lines: [line('1', 8_000)],
      freight: { freightFen: 800, freeFreightFromFen: 8_000 },
      facts: {},
    }
    const fen = stepOf({ ...reduction, off: { fen: 1 }, from: { fen: 0, of: 'unit' } })
    expect(priceOrder(input, [...STEPS, fen]).payFen).toBe(7_999)
  })

  it('a gift goes with what gives it', () => {
    const gift: Step = {
      name: 'gift',
      slot: 'reduction',
      apply: (draft) =>
        withLine(withDiscount(draft, { kind: 'reduction', source: 'gift', version: 1, words: '满赠' }, 100), {
          ...line('g', 0),
          gift: 'gift',
        }),
    }
    const steps = [...STEPS, gift, stepOf(coupon)]
    expect(priceOrder(inputOf(lines), steps)).toMatchObject({ payFen: 7_050, lines: [{ lineId: '1' }] })
    expect(priceOrder(inputOf([line('1', 20_000)]), steps).lines.map(({ lineId }) => lineId)).toEqual([
      '1',
      'g',
    ])
  })

  it('many promotions in one another’s way still come to an end', () => {
    const all = Array.from({ length: 20 }, (_, i): Discount => ({
      ...reduction,
      source: `d${i}`,
      from: { fen: 9_000 + i * 50, of: 'left' },
    }))
    expect(price(lines, all).payFen).toBeLessThan(10_050)
  })
})

describe('what is refused', () => {
  it('an order beyond the bound of the contract', () => {
    const half = line('1', ORDER_LIMIT_FEN / 2, { quantity: 2 })
    expect(() => priceOrder(inputOf([{ ...half, quantity: 3 }]))).toThrow(RangeError)
    expect(() => priceOrder(inputOf([half, line('2', 1)]))).toThrow(RangeError)
    expect(priceOrder(inputOf([half])).payFen).toBe(ORDER_LIMIT_FEN)
    expect(() =>
      priceOrder({ ...inputOf([half]), freight: { freightFen: 1, freeFreightFromFen: 2e9 } }),
    ).toThrow(RangeError)
  })

  it.each<[string, (draft: Draft) => Draft]>([
    ['a line that does not add up', (d) => ({ ...d, lines: d.lines.map((one) => ({ ...one, payFen: 1 })) })],
    [
      'goods that are not the price',
      (d) => ({ ...d, lines: d.lines.map((one) => ({ ...one, goodsFen: 1, payFen: 1 })) }),
    ],
    ['freight that does not add up', (d) => ({ ...d, freight: { ...d.freight, fen: 5 } })],
    ['freight below 0', (d) => ({ ...d, freight: { baseFen: -1, fen: -1, effects: [] } })],
  ])('%s, by the name of the step that made it', (_, apply) => {
    const step: Step = { name: 'by-hand', slot: 'reduction', apply }
    expect(() => priceOrder(inputOf([line('1', 100)]), [...STEPS, step])).toThrow(/by-hand/)
  })
})

test('steps run by their slots, those of one slot in the order they are handed in', () => {
  const seen: string[] = []
  const step = (name: string, slot: Step['slot']): Step => ({
    name,
    slot,
    apply: (draft) => (seen.push(name), draft),
  })
  priceOrder(inputOf([line('1', 100)]), [
    step('freight', 'freight'),
    step('points', 'points'),
    step('second', 'coupon'),
    step('first', 'coupon'),
    step('reduction', 'reduction'),
    step('unit', 'unit'),
    ...STEPS,
  ])
  expect(seen).toEqual(['unit', 'reduction', 'second', 'first', 'points', 'freight'])
})
