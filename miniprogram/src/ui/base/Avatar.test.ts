import { colorOf, letterOf } from './Avatar'

test('the letter says who it is', () => {
  expect(letterOf('阿拾')).toBe('拾')
  expect(letterOf('林**')).toBe('林')
  expect(letterOf('Banyan')).toBe('B')
  expect(letterOf('')).toBe('客')
  expect(letterOf('🍵')).toBe('🍵')
})

test('a name keeps its colour', () => {
  expect(colorOf('林知夏')).toBe(colorOf('林知夏'))
  expect(colorOf('')).toMatch(/^#/)
})
