import { formatYuan } from '../../../shared/money'
import { leftFenOf, withDiscount, withWhyNot, type DraftLine } from '../../../shared/rules/pricing'
import { priceOrder, STEPS, type PricingLine, type Step } from '../../../shared/rules/pricing'

/** A domain from outside: its facts, its step, and nothing else. */

interface SampleCoupon {
  id: string
  version: number
  productIds: readonly string[]
  fromFen: number
  offBps: number
  mostFen: number
}

declare module '../../../shared/rules/pricing/types' {
  interface PricingFacts {
    sampleCoupon?: SampleCoupon
  }
}

const sampleCoupon: Step = {
  name: 'sample-coupon',
  slot: 'coupon',
  apply(draft, { facts: { sampleCoupon: coupon } }) {
    if (!coupon) return draft
    const among = ({ productId, gift }: DraftLine) =>
      gift === undefined && coupon.productIds.includes(productId)
    const left = leftFenOf(draft, among)
    const reason = {
      kind: 'coupon',
      source: coupon.id,
      version: coupon.version,
      words: `满 ${formatYuan(coupon.fromFen, { decimals: 'auto' })} 打 ${(10_000 - coupon.offBps) / 1_000} 折`,
    }
    const missingFen = coupon.fromFen - left
    if (missingFen > 0) {
      return withWhyNot(draft, { ...reason, words: `差 ¥${formatYuan(missingFen)}`, missingFen })
    }
    const off = Math.min(coupon.mostFen, Math.floor((left * coupon.offBps) / 10_000))
    return withDiscount(draft, reason, off, { among })
  },
}

const line = (lineId: string, productId: string, priceFen: number, over: Partial<PricingLine> = {}) => ({
  lineId,
  productId,
  skuId: `${productId}-sku`,
  quantity: 1,
  priceFen,
  ...over,
})
const freight = { freightFen: 800, freeFreightFromFen: 9_900 }
const half: SampleCoupon = {
  id: 'c1',
  version: 4,
  productIds: ['a', 'b'],
  fromFen: 35_000,
  offBps: 5_000,
  mostFen: 7_000,
}
const price = (lines: PricingLine[], coupon?: SampleCoupon) =>
  priceOrder({ lines, freight, facts: coupon ? { sampleCoupon: coupon } : {} }, [...STEPS, sampleCoupon])

describe('a coupon that attaches from outside', () => {
  it('takes its per cent up to its cap off the lines it covers, and says why', () => {
    const order = price([line('1', 'a', 20_000), line('2', 'b', 15_000), line('3', 'c', 12_000)], half)
    expect(order.lines.map(({ payFen }) => payFen)).toEqual([16_000, 12_000, 12_000])
    expect(order).toMatchObject({ goodsFen: 47_000, discountFen: 7_000, freightFen: 0, payFen: 40_000 })
    expect(order.lines[0]?.effects).toEqual([
      { kind: 'coupon', source: 'c1', version: 4, words: '满 350 打 5 折', fen: -4_000 },
    ])
    expect(order.lines[2]?.effects).toEqual([])
    expect(order.whyNots).toEqual([])
  })

  it('says what is missing', () => {
    const order = price([line('1', 'a', 20_000), line('3', 'c', 30_000)], half)
    expect(order.discountFen).toBe(0)
    expect(order.whyNots).toEqual([{ kind: 'coupon', source: 'c1', words: '差 ¥150.00', missingFen: 15_000 }])
  })

  it('does not count a gift of a SKU that is bought as well', () => {
    const gift = line('g', 'a', 0, { listPriceFen: 20_000, gift: 'r1' })
    const order = price([line('1', 'a', 40_000), gift], half)
    expect(order.lines.map(({ payFen }) => payFen)).toEqual([33_000, 0])
    expect(order.lines.map(({ skuId }) => skuId)).toEqual(['a-sku', 'a-sku'])
  })

  it('is part of the hash', () => {
    const lines = [line('1', 'a', 40_000)]
    const hashes = [price(lines), price(lines, half), price(lines, { ...half, version: 5 })].map(
      ({ hash }) => hash,
    )
    expect(new Set(hashes).size).toBe(3)
    expect(price(lines, { ...half }).hash).toBe(hashes[1])
  })

  it('leaves an order without it as it was', () => {
    const lines = [line('1', 'a', 40_000)]
    expect(price(lines)).toEqual(priceOrder({ lines, freight, facts: {} }))
  })
})
