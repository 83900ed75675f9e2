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
  ['138 1234 6207', '138 **** 6207'],
  ['021-82345678', '021-******78'],
  ['82345678', '****78'],
  ['', '****'],
])('[REVEAL-1] the number %j is masked as %s', (mobile, masked) => expect(maskNumber(mobile)).toBe(masked))

test.each([
  ['文二西路 199 号 7 幢 1202', '文****'],
  ['湖滨路 199 号 7 幢 1202', '湖滨路****'],
  ['湖墅南路260号', '湖墅南路****'],
  ['7 幢 1202', '****'],
  ['人民南路四段９号', '人民南路****'],
  ['榕荫里三单元三〇二', '榕荫里****'],
  ['文三路四百七十八号', '文****'],
  ['桃源新村贰号楼', '桃源新村****'],
  ['阳光花园小区东门', '阳光花园****'],
  ['家', '****'],
  ['', '****'],
])('[REVEAL-1] of the address %j is told %s', (detail, masked) => expect(maskDetail(detail)).toBe(masked))

/** An address whose house is numbered in words. */
const inWords = fc.string({
  unit: fc.constantFrom(...'榕荫路单元号楼室零一二三四五六七八九十'),
  minLength: 1,
})

test('[REVEAL-1] what is masked tells no figure of an address, and never all of it', () => {
  let met = 0
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), inWords), (detail) => {
      const told = maskDetail(detail).slice(0, -4)
      expect(told).not.toMatch(/[\p{N}零一二三四五六七八九十]/u)
      if (told !== '') met += 1
      expect(graphemes(told).length).toBeLessThan(graphemes(detail).length)
      expect(graphemes(told).length).toBeLessThanOrEqual(6)
    }),
  )
  expect(met).toBeGreaterThan(10)
})
