import { lineLength, misfit } from './length'

test('[TEXT-1] a line is as long as a person sees it, once it is cleaned', () => {
  expect(lineLength('  茶 \u3000 山\u200b ')).toBe(3)
  expect(lineLength('👨‍👩‍👧‍👦🇨🇳👍🏽❤️')).toBe(4)
  expect(lineLength('\u200b')).toBe(0)
})

test('a line is too short, too long, or fits', () => {
  const limit = { least: 2, most: 3 }
  expect(['', '茶', '茶叶', '👨‍👩‍👧‍👦🇨🇳👍🏽', '武夷岩茶'].map((text) => misfit(text, limit))).toEqual([
    'short',
    'short',
    undefined,
    undefined,
    'long',
  ])
})
