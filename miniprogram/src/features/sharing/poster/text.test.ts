import { graphemes } from '@shared/text/graphemes'
import { coverOf, fitLine, wrapLines } from './text'

/** Every character is 10 wide. */
const measure = (text: string) => [...text].length * 10

test('a line that fits stays, a longer one ends in an ellipsis', () => {
  expect(fitLine('武夷岩茶', 40, measure)).toBe('武夷岩茶')
  expect(fitLine('武夷岩茶大红袍', 50, measure)).toBe('武夷岩茶…')
  expect(fitLine('武', 5, measure)).toBe('…')
})

test('lines break between characters and keep a measure together', () => {
  expect(wrapLines('赣南脐橙现摘现发 5kg装', 90, 2, measure)).toEqual(['赣南脐橙现摘现发', '5kg装'])
  expect(wrapLines('短', 90, 2, measure)).toEqual(['短'])
  expect(wrapLines('', 90, 2, measure)).toEqual([])
})

test('the last line is cut, and no line is wider than its place', () => {
  const lines = wrapLines('这是一件名字特别特别长的商品，长到两行也放不下它', 80, 2, measure)
  expect(lines).toHaveLength(2)
  expect(lines[1]).toMatch(/…$/)
  for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(80)
})

test('[TEXT-1] nothing that a person sees as one character is cut', () => {
  const FAMILY = '👨‍👩‍👧‍👦'
  const seen = (text: string) => graphemes(text).length * 10
  expect(fitLine(`${FAMILY.repeat(3)}茶`, 30, seen)).toBe(`${FAMILY}${FAMILY}…`)
  expect(wrapLines(`${FAMILY}🇨🇳👍🏽❤️`, 20, 2, seen)).toEqual([`${FAMILY}🇨🇳`, '👍🏽❤️'])
})

test('a picture fills its place and is cut around the focus', () => {
  expect(coverOf({ width: 800, height: 800 }, { width: 400, height: 200 }, 0.5, 0.5)).toEqual({
    x: 0,
    y: 200,
    width: 800,
    height: 400,
  })
  const tall = coverOf({ width: 300, height: 900 }, { width: 335, height: 316 }, 0.5, 0.6)
  expect(tall.width).toBeCloseTo(300)
  expect(tall.y + tall.height).toBeLessThanOrEqual(900)
})
