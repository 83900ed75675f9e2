import { emptyDraft } from './draft'
import { step as listPrice } from './list-price.step'

const line = { lineId: '1', productId: 'p', skuId: 's', quantity: 3, priceFen: 4_990 }
const input = { freight: { freightFen: 0, freeFreightFromFen: 0 }, facts: {} }

test('a line costs its price times its pieces', () => {
  const [first] = listPrice.apply(emptyDraft(), { ...input, lines: [line] }).lines
  expect(first).toEqual({
    ...line,
    goodsFen: 14_970,
    unitFen: 14_970,
    payFen: 14_970,
    effects: [],
    coveredBy: [],
  })
})

test.each([
  { quantity: 0 },
  { quantity: 1.5 },
  { priceFen: -1 },
  { priceFen: 0.5 },
  { priceFen: Number.NaN },
])('%j is refused', (bad) => {
  expect(() => listPrice.apply(emptyDraft(), { ...input, lines: [{ ...line, ...bad }] })).toThrow(RangeError)
})

test('a line that stands twice is refused', () => {
  expect(() => listPrice.apply(emptyDraft(), { ...input, lines: [line, line] })).toThrow(RangeError)
})
