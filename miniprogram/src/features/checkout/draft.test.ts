import { keyOf, type Draft } from './draft'

const draft: Draft = {
  lines: [
    { productId: 'p', skuId: 'a', quantity: 1 },
    { productId: 'q', skuId: 'b', quantity: 2 },
  ],
  addressId: 'home',
  remark: '',
  expectedPayFen: 30_400,
  fromCart: true,
}

test('the same goods to the same place for the same money are the same purchase', () => {
  expect(keyOf({ ...draft, lines: [...draft.lines].reverse(), remark: ' ' })).toBe(keyOf(draft))
  for (const other of [
    { ...draft, addressId: 'office' },
    { ...draft, remark: '礼盒' },
    { ...draft, expectedPayFen: 1 },
    { ...draft, lines: draft.lines.slice(1) },
  ]) {
    expect(keyOf(other)).not.toBe(keyOf(draft))
  }
})
