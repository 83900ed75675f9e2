import { heights } from './Chart'
import { formatLeft } from './Countdown'
import { lineDrawing } from './line-drawing'

test('time left is written as short as it can be', () => {
  expect(formatLeft(29 * 60_000 + 59_000)).toBe('29:59')
  expect(formatLeft(999)).toBe('00:01')
  expect(formatLeft(3 * 3600_000 + 5 * 60_000 + 7000)).toBe('3:05:07')
  expect(formatLeft(2 * 86400_000 + 3 * 3600_000)).toBe('2 天 03:00:00')
  expect(formatLeft(-5)).toBe('00:00')
})

test('a chart of nothing is flat, and negative days lie on the ground', () => {
  expect(heights([0, 0])).toEqual([0, 0])
  expect(heights([-5, 112])[0]).toBe(0)
  expect(heights([1, 100])[1]).toBeCloseTo(1 / 1.12)
  expect(lineDrawing([], '#0B7A5B')).toContain('%230B7A5B')
  expect(lineDrawing([], '#0B7A5B')).not.toContain('NaN')
  expect(lineDrawing([5], '#0B7A5B')).not.toContain('NaN')
})
