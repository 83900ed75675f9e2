import type { CartLine } from '@shared/contract/cart/schema'
import { freightHint, lineHint, summarize } from './cart-view'

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
