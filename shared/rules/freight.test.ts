import { freightOf } from './freight'

const rule = { freightFen: 800, freeFreightFromFen: 9_900 }

test.each([
  [1, 800],
  [9_899, 800],
  [9_900, 0],
  [9_901, 0],
])('goods worth %i fen ship for %i fen', (goodsFen, expected) => {
  expect(freightOf(goodsFen, rule)).toBe(expected)
})

test('a threshold of 0 makes all shipping free', () => {
  expect(freightOf(1, { freightFen: 800, freeFreightFromFen: 0 })).toBe(0)
})
