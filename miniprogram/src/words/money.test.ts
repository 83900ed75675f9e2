import { roughYuan } from '@/words/money'

test('large sums are read at a glance and never rounded up', () => {
  expect(roughYuan(961_240)).toBe('¥9,612.40')
  expect(roughYuan(9_999_999)).toBe('¥99,999.99')
  expect(roughYuan(18_549_999)).toBe('¥18.5 万')
  expect(roughYuan(20_000_000)).toBe('¥20 万')
})
