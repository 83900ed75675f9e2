import { changeText, shareText } from '@/words/percent'

test('a share is cut, so that 100% means all', () => {
  expect(shareText(51, 316)).toBe('16.1%')
  expect(shareText(999, 1000)).toBe('99.9%')
  expect(shareText(9999, 10000)).toBe('99.9%')
  expect(shareText(5, 5)).toBe('100%')
  expect(shareText(0, 0)).toBe('')
})

test('a change has its sign in words, too', () => {
  expect(changeText(118, 100)).toBe('+18%')
  expect(changeText(977, 1000)).toBe('−2.3%')
  expect(changeText(100, 100)).toBe('持平')
  expect(changeText(0, 100)).toBe('−100%')
  expect(changeText(270494, 89460)).toBe('+202%')
  expect(changeText(125_000, 10_000)).toBe('约 12 倍')
  expect(changeText(500, 0)).toBe('')
  expect(changeText(500, -20)).toBe('')
})
