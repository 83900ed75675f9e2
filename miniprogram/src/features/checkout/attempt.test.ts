import { attemptFor, keyOf, type Draft } from './attempt'

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
let made = 0
const tools = { now: 1000, newToken: () => `token-${(made += 1)}` }

test('a lost answer is asked again under the same token', () => {
  const first = attemptFor(undefined, draft, tools)
  expect(attemptFor(first, { ...draft, lines: [...draft.lines].reverse(), remark: ' ' }, tools)).toBe(first)
})

test('another purchase has another token', () => {
  const first = attemptFor(undefined, draft, tools)
  for (const other of [
    { ...draft, addressId: 'office' },
    { ...draft, remark: '礼盒' },
    { ...draft, expectedPayFen: 1 },
    { ...draft, lines: draft.lines.slice(1) },
  ]) {
    expect(keyOf(other)).not.toBe(first.key)
    expect(attemptFor(first, other, tools).token).not.toBe(first.token)
  }
})

test('what an expired order would be is another purchase', () => {
  const first = attemptFor(undefined, draft, tools)
  expect(attemptFor(first, draft, { ...tools, now: 1000 + 30 * 60_000 }).token).not.toBe(first.token)
})
