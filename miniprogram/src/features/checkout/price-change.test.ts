import type { PriceChange } from '@shared/contract/checkout/schema'
import { CallError } from '@/platform'
import { changeWords, seenOf } from './price-change'
import { problemOf } from './problems'
import type { Quote } from './quote-view'

const effect = (source: string, fen: number, words: string) => ({
  kind: 'coupon',
  source,
  version: 1,
  words,
  fen,
})
const bill = {
  lines: [
    { lineId: 'a', name: '明前龙井', priceFen: 12_800, effects: [effect('c1', -1_200, '满100减20')] },
    { lineId: 'b', name: '铁观音', priceFen: 8_000, effects: [effect('c1', -800, '满100减20')] },
  ],
  freightEffects: [effect('f1', -800, '运费券')],
  amounts: { freightFen: 0 },
} as unknown as Quote
const change: PriceChange = {
  pay: { fromFen: 18_800, toFen: 21_400 },
  lines: [{ lineId: 'a', fromFen: 12_800, toFen: 13_300 }],
  freight: { fromFen: 0, toFen: 800 },
  offers: [
    { source: 'c1', fromFen: -2_000, toFen: 0, words: '已过期' },
    { source: 'f1', fromFen: -800, toFen: -500, words: '运费券' },
    { source: 'gone', fromFen: -100, toFen: 0 },
  ],
}

test('[SEAM-14] what was seen goes along with the order: unit prices, freight, and each offer in all', () => {
  expect(seenOf(bill)).toEqual({
    lines: [
      { lineId: 'a', priceFen: 12_800 },
      { lineId: 'b', priceFen: 8_000 },
    ],
    freightFen: 0,
    offers: [
      { source: 'c1', fen: -2_000 },
      { source: 'f1', fen: -800 },
    ],
  })
})

test('[SEAM-14] the buyer reads what has changed', () => {
  expect(changeWords(change, bill)).toEqual([
    '「明前龙井」单价 ¥128 → ¥133',
    '「满100减20」不再适用：已过期',
    '「运费券」优惠 ¥8 → ¥5',
    '「优惠」不再适用',
    '运费 ¥0 → ¥8',
  ])
  const error = new CallError('PRICE_CHANGED', '价格有变动', 'r1', change)
  expect(problemOf(error, bill)).toMatchObject({ way: 'requote', changes: changeWords(change, bill) })
})

test('[SEAM-14] a server that does not say what has changed still has the bill asked again', () => {
  const error = new CallError('PRICE_CHANGED', '价格有变动', 'r1')
  expect(problemOf(error, bill)).toMatchObject({ way: 'requote', changes: [] })
})

test('[SEAM-13] the sentence of a code that this client does not know is shown, and the bill asked again', () => {
  const error = new CallError('COUPON_GONE' as never, '这张券刚刚用掉了', 'r1')
  expect(problemOf(error, bill)).toEqual({ sentence: '这张券刚刚用掉了', way: 'requote' })
  expect(problemOf(new CallError('BUSY', '现在人有点多', 'r1'), bill)).toEqual({
    sentence: '现在人有点多',
    way: 'retry',
  })
})
