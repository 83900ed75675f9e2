import fc from 'fast-check'
import { cleanLine, isVisibleText, withoutUnseen } from './line'

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        ...['a', '茶', '👍🏽', '👨‍👩‍👧', '❤️', 'e\u0301', ' ', '\u3000', '\t', '\n', '\u200b', '\u200d', '\ufe0f'],
        ...[
          '\u202e',
          '\u2066',
          '\u200e',
          '\ufeff',
          '\u3164',
          '\u2800',
          '\ud83d',
          '\udc4d',
          '\0',
          '\x85',
          '\u2028',
        ],
      ),
      { maxLength: 10 },
    )
    .map((parts) => parts.join('')),
)

describe('isVisibleText', () => {
  it.each(['茶', 'a', '👍🏽', '👨‍👩‍👧‍👦', '1️⃣', '武夷岩茶 大红袍', '  a', '¥', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'نص', '*'])('%s is', (text) => {
    expect(isVisibleText(text)).toBe(true)
  })

  it.each([
    ['nothing', ''],
    ['a blank', ' '],
    ['an ideographic blank', '\u3000'],
    ['a zero-width space', '\u200b'],
    ['joiners', '\u200d\u200c\u2060'],
    ['a selector', '\ufe0f'],
    ['a mark of no letter', '\u0301'],
    ['a Hangul filler', '\u3164'],
    ['a half-width filler', '\uffa0'],
    ['an empty Braille cell', '\u2800'],
    ['a soft hyphen', '\xad'],
    ['tags', '\u{e0067}\u{e007f}'],
    ['the direction turned', '\u202e茶'],
    ['an isolate', '茶\u2066'],
    ['a direction mark', '茶\u200f'],
    ['a tab', '茶\t叶'],
    ['a line end', '茶\n叶'],
    ['a line separator', '茶\u2028叶'],
    ['an escape', '茶\x1b[0m'],
    ['a C1 control', '茶\x9b'],
    ['a first half', '茶\ud83d'],
    ['a second half', '\udc4d茶'],
    ['no character', '茶\uffff'],
  ])('%s is not', (_, text) => {
    expect(isVisibleText(text)).toBe(false)
  })

  it('[TEXT-2] says yes only to well-formed text of which something shows', () => {
    let said = 0
    fc.assert(
      fc.property(anyText, (text) => {
        if (!isVisibleText(text)) return
        said += 1
        expect(encodeURIComponent(text)).toBeTruthy()
        // eslint-disable-next-line no-control-regex
        expect(text).not.toMatch(/[\0-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/)
        expect(withoutUnseen(text)).not.toBe('')
      }),
      { numRuns: 2_000 },
    )
    expect(said).toBeGreaterThan(50)
  })
})

describe('cleanLine', () => {
  it.each([
    [' 武夷岩茶\t大红袍\r\n', '武夷岩茶 大红袍'],
    ['\u202d13800006207\u202c', '13800006207'],
    ['a\u200bb\ufeffc\xad', 'abc'],
    ['一\u3000\u3000二 \u200b 三', '一 二 三'],
    ['👨‍👩‍👧‍👦 ❤️', '👨‍👩‍👧‍👦 ❤️'],
    ['名字\ud83d', '名字'],
    ['\u200b \u202e', ''],
    ['\u3164', ''],
  ])('%j becomes %j', (text, line) => {
    expect(cleanLine(text)).toBe(line)
  })

  it('[TEXT-2] answers nothing or a line that is accepted, and leaves a clean line as it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = cleanLine(text)
        expect(line === '' || isVisibleText(line)).toBe(true)
        expect(cleanLine(line)).toBe(line)
        expect(withoutUnseen(line)).toBe(line === '' ? '' : withoutUnseen(text))
      }),
      { numRuns: 2_000 },
    )
  })
})
