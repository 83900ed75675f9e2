import fc from 'fast-check'
import { formatYuan, parseYuan, plainYuan, shownCents, splitYuan } from './money'

describe('formatYuan', () => {
  test.each([
    [0, '0.00', '0'],
    [5, '0.05', '0.05'],
    [50, '0.50', '0.5'],
    [100, '1.00', '1'],
    [4990, '49.90', '49.9'],
    [12800, '128.00', '128'],
    [128642, '1,286.42', '1,286.42'],
    [1280000, '12,800.00', '12,800'],
    [123456789, '1,234,567.89', '1,234,567.89'],
    [-635, '−6.35', '−6.35'],
    [-2000, '−20.00', '−20'],
  ])('%i fen', (fen, always, auto) => {
    expect(formatYuan(fen)).toBe(always)
    expect(formatYuan(fen, { decimals: 'always' })).toBe(always)
    expect(formatYuan(fen, { decimals: 'auto' })).toBe(auto)
  })

  test('refuses what is no whole number of fen', () => {
    expect(() => formatYuan(0.1)).toThrow(RangeError)
    expect(() => formatYuan(Number.NaN)).toThrow(RangeError)
    expect(() => formatYuan(Number.MAX_SAFE_INTEGER + 1)).toThrow(RangeError)
  })
})

describe('plainYuan', () => {
  test.each([
    [0, '0.00'],
    [5, '0.05'],
    [16800, '168.00'],
    [201600, '2016.00'],
    [123456789, '1234567.89'],
    [-635, '-6.35'],
  ])('%i fen is %s', (fen, text) => {
    expect(plainYuan(fen)).toBe(text)
  })

  test('[MONEY-1] is digits and a point, and any parser reads the amount back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (fen) => {
        expect(plainYuan(fen)).toMatch(/^\d+\.\d\d$/)
        expect(Math.round(Number(plainYuan(fen)) * 100)).toBe(fen)
        expect(Number(plainYuan(-fen)) + Number(plainYuan(fen))).toBe(0)
      }),
    )
    expect(() => plainYuan(0.5)).toThrow(RangeError)
  })
})

test('splitYuan gives the parts of a price', () => {
  expect(splitYuan(16800)).toEqual({ sign: '', integer: '168', cents: '00' })
  expect(splitYuan(-1)).toEqual({ sign: '−', integer: '0', cents: '01' })
  expect(shownCents('00', 'auto')).toBe('')
  expect(shownCents('90', 'auto')).toBe('9')
  expect(shownCents('90', 'always')).toBe('90')
})

describe('parseYuan', () => {
  test.each([
    ['128', 12800],
    ['49.9', 4990],
    ['0.05', 5],
    ['.5', 50],
    ['5.', 500],
    ['007', 700],
    ['1,286.42', 128642],
    ['¥ 5', 500],
    ['１２．３', 1230],
    ['1。5', 150],
    ['0', 0],
    ['99999999.99', 9999999999],
  ])('%s', (text, fen) => {
    expect(parseYuan(text)).toBe(fen)
  })

  test.each(['', ' ', '.', '-1', '1.234', '1e3', 'abc', '1,28', '12,3456', '1.2.3', '100000000', '0x10'])(
    'refuses %p',
    (text) => {
      expect(parseYuan(text)).toBeNull()
    },
  )

  test('reads back every amount it wrote', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_999_999_999 }),
        fc.constantFrom('auto', 'always'),
        (fen, decimals) => {
          expect(parseYuan(formatYuan(fen, { decimals }))).toBe(fen)
        },
      ),
    )
  })
})
