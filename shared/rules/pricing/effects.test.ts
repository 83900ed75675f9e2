import { effectsOf } from './effects'
import { priceOrder, STEPS } from './pipeline'
import { withDiscount } from './draft'
import type { Step } from './types'

test('each promotion stands once, with what it saves in all', () => {
  const lines = ['1', '2'].map((lineId) => ({
    lineId,
    productId: 'p',
    skuId: 's',
    quantity: 1,
    priceFen: 5_000,
  }))
  const reason = { kind: 'reduction', source: 'r1', version: 2, words: '满 100 减 10' }
  const step: Step = { name: 'r', slot: 'reduction', apply: (draft) => withDiscount(draft, reason, 1_000) }
  const order = priceOrder({ lines, freight: { freightFen: 800, freeFreightFromFen: 9_900 }, facts: {} }, [
    step,
    ...STEPS,
  ])
  expect(effectsOf(order)).toEqual([
    { ...reason, fen: -1_000 },
    { kind: 'free_freight', source: 'shop', version: 0, words: '满 99 包邮', fen: -800 },
  ])
})
