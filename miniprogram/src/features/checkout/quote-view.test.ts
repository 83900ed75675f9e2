import { lineProblem, piecesOf, whyNot, type Quote } from './quote-view'

const quote = (states: Quote['lines'][number]['state'][], orderable: boolean) =>
  ({ orderable, lines: states.map((state, at) => ({ state, quantity: at + 1 })) }) as unknown as Quote

test('the button says what is in the way', () => {
  expect(whyNot(quote(['ok'], true))).toBeUndefined()
  expect(whyNot(quote(['ok', 'short'], false))).toBe('请先减少数量')
  expect(whyNot(quote(['short', 'sold_out'], false))).toBe('请先移除售罄商品')
  expect(whyNot(quote(['ok'], false))).toBe('暂时不能下单')
})

test('lines and pieces', () => {
  expect(piecesOf(quote(['ok', 'ok'], true).lines)).toBe(3)
  expect(lineProblem('ok')).toBeUndefined()
  expect(lineProblem('delisted')).toBe('已下架')
})
