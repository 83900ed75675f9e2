import { availableAfter, piecesOf } from './stock'

test('stock is adjusted by whole pieces', () => {
  expect(['12', ' 7 ', '１２', '1.5', '-3', '0', '', '1000001'].map(piecesOf)).toEqual([
    12,
    7,
    12,
    null,
    null,
    null,
    null,
    null,
  ])
  expect([availableAfter(5, 'in', 3), availableAfter(5, 'out', 8)]).toEqual([8, -3])
})
