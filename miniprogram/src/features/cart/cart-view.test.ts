import type { CartLine } from '@shared/contract/cart/schema'
import {
  freightHint,
  lineHint,
  linesToQuote,
  summarize,
  sumNote,
  withoutPrices,
  type Cart,
} from './cart-view'

const rule = { freightFen: 1000, freeFreightFromFen: 9900 }
const line = (
  skuId: string,
  priceFen: number,
  quantity: number,
  state: CartLine['state'] = 'ok',
): CartLine => ({
  lineId: skuId,
  productId: `p-${skuId}`,
  skuId,
  name: skuId,
  specText: '',
  picture: '',
  priceFen,
  quantity,
  available: 9,
  state,
  effects: [],
})

test('only chosen lines that can be bought count', () => {
  const lines = [
    line('a', 6800, 2),
    line('b', 1290, 3),
    line('c', 9900, 1, 'sold_out'),
    line('d', 100, 20, 'short'),
  ]
  const summary = summarize(lines, new Set(['b']), rule)
  expect(summary).toMatchObject({
    pieces: 2,
    goodsFen: 13_600,
    freightFen: 0,
    toFreeFreightFen: 0,
    all: false,
  })
  expect(summary.chosen.map(({ skuId }) => skuId)).toEqual(['a'])
  expect(summary.dead.map(({ skuId }) => skuId)).toEqual(['c'])
  expect(summarize(lines, new Set(), rule).all).toBe(true)
})

test('freight counts below the limit and not for an empty choice', () => {
  const lines = [line('a', 6800, 1)]
  const summary = summarize(lines, new Set(), rule)
  expect(summary).toMatchObject({ freightFen: 1000, toFreeFreightFen: 3100 })
  expect(freightHint(summary, rule)).toBe('再买 ¥31 就包邮')
  const none = summarize(lines, new Set(['a']), rule)
  expect(none.freightFen).toBe(0)
  expect(freightHint(none, rule)).toBe('满 99 包邮')
  expect(freightHint(summarize([line('a', 9900, 1)], new Set(), rule), rule)).toBe('已满 99，包邮')
  expect(freightHint(summary, { freightFen: 0, freeFreightFromFen: 0 })).toBe('全场包邮')
})

test('a line says what is wrong with it', () => {
  expect(lineHint({ state: 'short', available: 2 })).toBe('只剩 2 件')
  expect(lineHint({ state: 'delisted', available: 0 })).toBe('已下架')
  expect(lineHint({ state: 'ok', available: 5 })).toBeUndefined()
})

describe('offers', () => {
  const effect = { kind: 'coupon', source: 'c1', version: 1, words: '满100减20', fen: -2_000 }
  const cart: Cart = {
    ...rule,
    lines: [{ ...line('a', 6_800, 2), payFen: 11_600, effects: [effect] }, line('b', 500, 1)],
    amounts: { goodsFen: 14_100, discountFen: 2_000, freightFen: 0, payFen: 12_100 },
    freightEffects: [],
    whyNots: [],
    offers: true,
  }
  const quote = {
    lines: [{ ...line('a', 6_800, 2), payFen: 11_600, effects: [effect], state: 'ok' as const }],
    amounts: { goodsFen: 13_600, discountFen: 2_000, freightFen: 0, payFen: 11_600 },
    ...{ freightEffects: [], whyNots: [], priceHash: '', freeFreightFromFen: 9_900, orderable: true },
  }

  test('[CART-7] what the whole cart costs is what the server has said, in its words', () => {
    const summary = summarize(cart.lines, new Set(), cart)
    expect(summary).toMatchObject({ goodsFen: 14_100, discountFen: 2_000, payFen: 12_100 })
    expect(summary.words.get('a')).toEqual(['满100减20'])
    expect(sumNote(summary)).toBe('已优惠 ¥20.00，已包邮')
    expect(linesToQuote(summary, cart)).toEqual([])
  })

  test('[CART-7] what some of its lines cost is asked for, and until then no less than will be paid', () => {
    const summary = summarize(cart.lines, new Set(['b']), cart)
    expect(linesToQuote(summary, cart).map(({ lineId }) => lineId)).toEqual(['a'])
    expect(summary).toMatchObject({ discountFen: 0, payFen: 13_600 })
    const asked = summarize(cart.lines, new Set(['b']), cart, quote)
    expect(asked).toMatchObject({ discountFen: 2_000, payFen: 11_600, all: false })
    expect(asked.words.get('a')).toEqual(['满100减20'])
  })

  test('[CART-7] a cart that was changed here is asked for again', () => {
    const changed = withoutPrices(cart)
    const summary = summarize(changed.lines, new Set(), changed)
    expect(summary).toMatchObject({ discountFen: 0, payFen: 14_100, all: true })
    expect(summary.words.get('a') ?? []).toEqual([])
    expect(linesToQuote(summary, changed)).toHaveLength(2)
  })

  test('[CART-7] without any, what some lines cost is worked out here', () => {
    const plain = { ...cart, offers: false }
    expect(linesToQuote(summarize(plain.lines, new Set(['b']), plain), plain)).toEqual([])
  })
})

test('what costs more than an order may is said, and the page goes on', () => {
  const summary = summarize([line('a', 2_000_000, 999)], new Set(), rule)
  expect(summary).toMatchObject({ tooLarge: true, payFen: 1_998_000_000 })
  expect(sumNote(summary)).toBe('一笔订单最多 1000 万元')
})
