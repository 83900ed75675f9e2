import fc from 'fast-check'
import { graphemes } from './graphemes'
import { maskDetail, maskName, maskNumber } from './mask'

test.each([
  ['林小满', '林**'],
  ['🇨🇳林', '🇨🇳**'],
  ['👍🏽手工', '👍🏽**'],
  ['❤️', '❤️**'],
  ['👨‍👩‍👧‍👦一家', '👨‍👩‍👧‍👦**'],
  ['  小满', '小**'],
  ['\u200b小满', '小**'],
  ['\u200b', '客**'],
  ['', '客**'],
])('[TEXT-1] %j is shown to others as %s', (name, masked) => expect(maskName(name)).toBe(masked))

test.each([
  ['13812346207', '138****6207'],
  ['021-12345678', '****78'],
  ['', '****'],
])('[REVEAL-1] the number %j is masked as %s', (mobile, masked) => expect(maskNumber(mobile)).toBe(masked))

test.each([
  ['文三路 199 号 7 幢 1202', '文三路****'],
  ['湖墅南路260号', '湖墅南路****'],
  ['7 幢 1202', '****'],
  ['人民南路四段９号', '人民南路四段****'],
  ['阳光花园小区东门', '阳光花园****'],
  ['家', '****'],
  ['', '****'],
])('[REVEAL-1] of the address %j is told %s', (detail, masked) => expect(maskDetail(detail)).toBe(masked))

test('[REVEAL-1] what is masked tells no figure of an address, and never all of it', () => {
  let met = 0
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (detail) => {
      const told = maskDetail(detail).slice(0, -4)
      expect(told).not.toMatch(/\p{N}/u)
      if (told !== '') met += 1
      expect(graphemes(told).length).toBeLessThan(graphemes(detail).length)
      expect(graphemes(told).length).toBeLessThanOrEqual(6)
    }),
  )
  expect(met).toBeGreaterThan(10)
})
