import { colorOf, letterOf } from './Avatar'

test('the letter says who it is', () => {
  expect(letterOf('阿拾')).toBe('拾')
  expect(letterOf('林**')).toBe('林')
  expect(letterOf('Banyan')).toBe('B')
  expect(letterOf('')).toBe('客')
  expect(letterOf('🍵')).toBe('🍵')
})

test.each(['🇨🇳', '👍🏽', '❤️', '👨‍👩‍👧‍👦', '1️⃣', 'e\u0301'])(
  '[TEXT-1] the letter of a name that ends in %s is all of it, or the first of a Latin name',
  (character) => {
    expect(letterOf(`榕${character}`)).toBe(character.startsWith('e') ? '榕' : character)
  },
)

test('a name of which nothing shows is a guest', () => {
  expect(letterOf('\u200b')).toBe('客')
  expect(letterOf('**')).toBe('客')
})

test('a name keeps its colour', () => {
  expect(colorOf('林知夏')).toBe(colorOf('林知夏'))
  expect(colorOf('')).toMatch(/^#/)
})
