import { waitWords } from './wait'

test.each([
  [0, '1 秒'],
  [4.2, '5 秒'],
  [59, '59 秒'],
  [60, '1 分钟'],
  [61, '2 分钟'],
  [7_199, '2 小时'],
  [7_140, '119 分钟'],
  [10_801, '4 小时'],
])('%d seconds are %s', (seconds, words) => {
  expect(waitWords(seconds)).toBe(words)
})
