import fc from 'fast-check'
import { mergeEdits } from './merge-edits'

const base = {
  name: '大红袍',
  tag: '',
  rates: ['20', '10'],
  skus: [
    { skuId: 'a', priceFen: 100, costFen: 50 },
    { skuId: 'b', priceFen: 200, costFen: 90 },
  ],
}

test('what one has changed stays, everything else is as the other left it', () => {
  const mine = { ...base, tag: '秋茶季', skus: [{ ...base.skus[0]!, priceFen: 120 }, base.skus[1]!] }
  const theirs = {
    ...base,
    name: '大红袍 2026',
    skus: [{ ...base.skus[0]!, costFen: 60 }, base.skus[1]!, { skuId: 'c', priceFen: 1, costFen: 0 }],
  }
  expect(mergeEdits(mine, base, theirs)).toEqual({
    merged: {
      name: '大红袍 2026',
      tag: '秋茶季',
      rates: ['20', '10'],
      skus: [
        { skuId: 'a', priceFen: 120, costFen: 60 },
        { skuId: 'b', priceFen: 200, costFen: 90 },
        { skuId: 'c', priceFen: 1, costFen: 0 },
      ],
    },
    clashes: 0,
  })
})

test('where both changed the same place, one’s own stays and the clash is counted', () => {
  const mine = { ...base, name: '我的', skus: [{ ...base.skus[0]!, priceFen: 120 }, base.skus[1]!] }
  const theirs = { ...base, name: '他的', skus: [{ ...base.skus[0]!, priceFen: 130 }, base.skus[1]!] }
  const { merged, clashes } = mergeEdits(mine, base, theirs)
  expect(merged).toEqual(mine)
  expect(clashes).toBe(2)
  expect(mergeEdits(mine, base, { ...base, name: '我的' }).clashes).toBe(0)
})

test('a list without ids is one place', () => {
  const mine = { ...base, rates: ['15'] }
  expect(mergeEdits(mine, base, { ...base, tag: '新' }).merged).toMatchObject({ rates: ['15'], tag: '新' })
  expect(mergeEdits(mine, base, { ...base, rates: ['18'] }).clashes).toBe(1)
})

test('items that one took out stay out, and those that one added stay in', () => {
  const mine = { ...base, skus: [base.skus[0]!, { skuId: 'n', priceFen: 9, costFen: 1 }] }
  const theirs = { ...base, skus: [{ ...base.skus[0]!, costFen: 51 }, base.skus[1]!] }
  expect(mergeEdits(mine, base, theirs).merged.skus).toEqual([
    { skuId: 'a', priceFen: 100, costFen: 51 },
    { skuId: 'n', priceFen: 9, costFen: 1 },
  ])
})

test('who changed nothing sees what stands; where the other changed nothing, one’s own stands', () => {
  const form = fc.record({
    name: fc.string(),
    rates: fc.array(fc.string()),
    skus: fc.uniqueArray(fc.record({ skuId: fc.constantFrom('a', 'b', 'c', 'd'), priceFen: fc.nat() }), {
      selector: ({ skuId }) => skuId,
    }),
  })
  fc.assert(
    fc.property(form, form, (one, other) => {
      expect(mergeEdits(one, one, other)).toEqual({ merged: other, clashes: 0 })
      expect(mergeEdits(other, one, one)).toEqual({ merged: other, clashes: 0 })
    }),
  )
})
