import { priceChangeOf, type SeenPrice } from './price-change'

type Priced = Parameters<typeof priceChangeOf>[1]
const effect = (source: string, fen: number, words = source) => ({
  kind: 'coupon',
  source,
  version: 1,
  words,
  fen,
})

const seen: SeenPrice = {
  payFen: 10_000,
  lines: [
    { lineId: 'a', priceFen: 8_000 },
    { lineId: 'b', priceFen: 4_000 },
  ],
  freightFen: 0,
  offers: [{ source: 'c1', fen: -2_000 }],
}
const line = (lineId: string, priceFen: number, effects: ReturnType<typeof effect>[] = []) => ({
  ...{ lineId, productId: lineId, skuId: lineId, quantity: 1, priceFen, goodsFen: priceFen },
  ...{ discountFen: 0, payFen: priceFen, effects },
})
const now = (changes: Partial<Priced> = {}): Priced => ({
  lines: [line('a', 8_000, [effect('c1', -1_500, '满减')]), line('b', 4_000, [effect('c1', -500, '满减')])],
  freight: { baseFen: 0, fen: 0, effects: [] },
  freightFen: 0,
  payFen: 10_000,
  whyNots: [],
  ...changes,
})

describe('what is another price', () => {
  it('[SEAM-14] names nothing that is as it was', () => {
    expect(priceChangeOf(seen, now())).toEqual({
      pay: { fromFen: 10_000, toFen: 10_000 },
      lines: [],
      offers: [],
    })
  })

  it('[SEAM-14] names the lines of another unit price; one that was not seen is none', () => {
    const lines = [line('a', 8_100), line('b', 3_900, [effect('c1', -2_000)]), line('gift', 500)]
    expect(priceChangeOf(seen, now({ lines })).lines).toEqual([
      { lineId: 'a', fromFen: 8_000, toFen: 8_100 },
      { lineId: 'b', fromFen: 4_000, toFen: 3_900 },
    ])
  })

  it('[SEAM-14] names another freight, and offers of freight among the others', () => {
    const freight = { baseFen: 800, fen: 300, effects: [effect('f1', -500, '运费券')] }
    expect(priceChangeOf(seen, now({ freight, freightFen: 300 }))).toMatchObject({
      freight: { fromFen: 0, toFen: 300 },
      offers: [{ source: 'f1', fromFen: 0, toFen: -500, words: '运费券' }],
    })
  })

  it('[SEAM-14] names offers that went with the reason, that give less, and that came', () => {
    const lines = [line('a', 8_000, [effect('c2', -100, '新客')]), line('b', 4_000)]
    const whyNots = [{ kind: 'coupon', source: 'c1', words: '已过期' }]
    expect(priceChangeOf(seen, now({ lines, whyNots })).offers).toEqual([
      { source: 'c1', fromFen: -2_000, toFen: 0, words: '已过期' },
      { source: 'c2', fromFen: 0, toFen: -100, words: '新客' },
    ])
    expect(priceChangeOf(seen, now({ lines })).offers[0]).toEqual({ source: 'c1', fromFen: -2_000, toFen: 0 })
    const less = [line('a', 8_000, [effect('c1', -1_500, '满减')]), line('b', 4_000)]
    expect(priceChangeOf(seen, now({ lines: less })).offers).toEqual([
      { source: 'c1', fromFen: -2_000, toFen: -1_500, words: '满减' },
    ])
  })
})
