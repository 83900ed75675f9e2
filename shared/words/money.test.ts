import { roughYuan, yuanText } from './money'

test('the sign stands before the ¥', () => {
  expect([0, 12800, 128642, -77].map((fen) => yuanText(fen))).toEqual([
    '¥0.00',
    '¥128.00',
    '¥1,286.42',
    '−¥0.77',
  ])
  expect([-500, 0, 500].map((fen) => yuanText(fen, { plus: true }))).toEqual(['−¥5.00', '¥0.00', '+¥5.00'])
  expect([800, 4990, -2000].map((fen) => yuanText(fen, { decimals: 'auto' }))).toEqual([
    '¥8',
    '¥49.9',
    '−¥20',
  ])
})

test('a large sum is said in ten thousands, cut', () => {
  expect([961_240, 9_999_999, 18_549_999, 20_000_000, 1_234_567_890].map(roughYuan)).toEqual([
    '¥9,612.40',
    '¥99,999.99',
    '¥18.5 万',
    '¥20 万',
    '¥1,234.5 万',
  ])
})
