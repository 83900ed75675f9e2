import fc from 'fast-check'
import { graphemes } from '../text/graphemes'
import { isVisibleText } from '../text/line'
import { searchWords } from '../text/search'
import { id, paragraphs, text, token } from './fields'

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__defineGetter__', '', 'a.b', '$set'])(
  '[SAFE-5] %s is no id',
  (text) => expect(id.safeParse(text).success).toBe(false),
)

test.each(['__defineGetter__', '__lookupSetter__', 'propertyIsEnumerable'])(
  '[SAFE-5] %s is no token',
  (text) => expect(token.safeParse(text).success).toBe(false),
)

test.each(['a', 'p-1', 'sku_2', '0', 'proto'])('%s is an id', (text) => {
  expect(id.parse(text)).toBe(text)
})

describe('a line of text', () => {
  const FAMILY = '👨‍👩‍👧‍👦'
  const read = (value: string, max = 20, min = 1): string | undefined => text(max, min).safeParse(value).data

  it.each([
    ['nothing', ''],
    ['blanks', ' \u3000\t'],
    ['a zero-width space', '\u200b'],
    ['joiners and selectors', '\u200d\ufe0f'],
    ['a filler', '\u3164'],
    ['a mark of no letter', '\u0301'],
    ['the direction turned', '\u202e客服'],
    ['an isolate', '茶\u2066'],
    ['half a character', '茶\ud83d'],
    ['a control', '茶\0'],
    ['an escape', '茶\x1b[31m'],
  ])('[TEXT-5] of %s is refused, also where none is needed', (name, value) => {
    expect(read(value)).toBeUndefined()
    expect(read(value, 20, 0)).toBe(/^(nothing|blanks)$/.test(name) ? '' : undefined)
  })

  it.each([
    ['  武夷岩茶\r\n大红袍\t', '武夷岩茶 大红袍'],
    ['林\u200b小满\ufeff', '林小满'],
    [`${FAMILY} ❤️`, `${FAMILY} ❤️`],
  ])('[TEXT-5] %j is kept as %j', (value, kept) => expect(read(value)).toBe(kept))

  it('[TEXT-5] is as long as a person sees it', () => {
    for (const character of ['a', '茶', '🇨🇳', '👍🏽', '❤️', '1️⃣', FAMILY]) {
      expect(read(character.repeat(20))).toBe(character.repeat(20))
      expect(read(character.repeat(21))).toBeUndefined()
      expect(read(character, 20, 2)).toBeUndefined()
    }
  })

  it('[TEXT-5] is bounded in what it takes, however few characters it shows', () => {
    const piled = `a${'\u0301'.repeat(1_000)}`
    expect(graphemes(piled)).toHaveLength(1)
    expect(read(piled)).toBeUndefined()
  })

  it('[TEXT-5] that is accepted shows something, is what it is when it is read again, and can be searched for', () => {
    let accepted = 0
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), fc.nat(3), (value, min) => {
        const line = read(value, 20, min)
        if (line === undefined) return
        if (line !== '') accepted += 1
        expect(line === '' ? min === 0 : isVisibleText(line)).toBe(true)
        expect(read(line, 20, min)).toBe(line)
        expect(searchWords(line).length > 0).toBe(line !== '')
      }),
      { numRuns: 2_000 },
    )
    expect(accepted).toBeGreaterThan(50)
  })
})

test('[TEXT-5] a longer text keeps its lines, loses the empty ones, and each is a line of text', () => {
  const read = (value: string, max = 20): string | undefined => paragraphs(max).safeParse(value).data
  expect(read(' 第一段 \r\n\r\n\u3000\n第二\t段\r第三')).toBe('第一段\n第二 段\n第三')
  expect(read('')).toBe('')
  expect(read(' \n ')).toBe('')
  expect(read('茶'.repeat(21))).toBeUndefined()
  expect(read(`${'茶'.repeat(10)}\n${'叶'.repeat(9)}`)).toHaveLength(20)
  for (const wrong of ['好\n\u200b', '好\n\u202e客服', '好\0', '好\n茶\ud83d'])
    expect(read(wrong)).toBeUndefined()
})
