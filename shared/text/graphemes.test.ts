import fc from 'fast-check'
import {
  bytesOf,
  cutGraphemes,
  cutToBytes,
  cutToCodePoints,
  firstGrapheme,
  graphemes,
  graphemesByRule,
  lastGrapheme,
} from './graphemes'

/** One character each, to whoever reads it. */
const CHARACTERS = [
  ...[
    'a',
    '1',
    '中',
    '榕',
    '～',
    '한',
    'é',
    'e\u0301',
    'a\u0323\u0302',
    'ｶ\uff9e',
    '\u1112\u1161\u11ab',
    'กำ',
  ],
  ...['👍', '👍🏽', '🧑🏿', '❤', '❤️', '☎️', '©️', '〰️', '㊗️', '1️⃣', '#️⃣', '🀄', '🎉'],
  ...['👨‍👩‍👧‍👦', '👩🏽‍🚀', '❤️‍🔥', '🏳️‍🌈', '🏴‍☠️', '🧑🏻‍❤️‍💋‍🧑🏿', '🐈‍⬛', '👁️‍🗨️'],
  ...['🇨🇳', '🇭🇰', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
]
/** What may stand anywhere, wanted or not. */
const LOOSE = [
  ...['\u200d', '\u200c', '\ufe0f', '\ufe0e', '🏽', '\u0301', '\u20e3', '🇨', '\u{e0067}', 'ﾞ'],
  ...[
    '\r\n',
    '\r',
    '\n',
    '\t',
    ' ',
    '\u3000',
    '\u200b',
    '\u2028',
    '\u202e',
    '\ufeff',
    '\ud83d',
    '\udc4d',
    '\0',
  ],
]
const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })
const bySegmenter = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment)

describe('graphemes', () => {
  it.each(CHARACTERS)('%s is one', (character) => {
    expect(graphemes(character)).toEqual([character])
    expect(graphemesByRule(character)).toEqual([character])
    expect(graphemesByRule(`茶${character}叶`)).toEqual(['茶', character, '叶'])
  })

  it('[TEXT-1] are the same in engines without a segmenter', () => {
    const texts = fc.array(fc.constantFrom(...CHARACTERS, ...LOOSE), { maxLength: 12 })
    fc.assert(
      fc.property(texts, (parts) => {
        const text = parts.join('')
        expect(graphemesByRule(text)).toEqual(bySegmenter(text))
        expect(graphemes(text)).toEqual(bySegmenter(text))
      }),
      { numRuns: 2_000 },
    )
  })

  it('[TEXT-1] neither lose nor add anything, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(graphemesByRule(text).join('')).toBe(text)
      }),
    )
  })

  it('are found by rule when the engine has no segmenter', () => {
    const { Segmenter } = Intl
    try {
      Object.defineProperty(Intl, 'Segmenter', { value: undefined, configurable: true })
      jest.isolateModules(() => {
        const fresh = jest.requireActual<{ graphemes: typeof graphemes }>('./graphemes')
        expect(fresh.graphemes('榕🇨🇳👨‍👩‍👧‍👦')).toEqual(['榕', '🇨🇳', '👨‍👩‍👧‍👦'])
      })
    } finally {
      Object.defineProperty(Intl, 'Segmenter', { value: Segmenter, configurable: true, writable: true })
    }
  })
})

describe('cutting', () => {
  it('gives the first and the last', () => {
    expect([firstGrapheme('🇨🇳茶'), lastGrapheme('茶👍🏽'), lastGrapheme('爱❤️')]).toEqual(['🇨🇳', '👍🏽', '❤️'])
    expect([firstGrapheme(''), lastGrapheme('')]).toEqual(['', ''])
  })

  it('[TEXT-1] keeps whole characters, at most as many as were asked for', () => {
    const texts = fc.array(fc.constantFrom(...CHARACTERS), { maxLength: 12 })
    fc.assert(
      fc.property(texts, fc.nat(14), (parts, max) => {
        const text = parts.join('')
        const cut = cutGraphemes(text, max)
        expect(text.startsWith(cut)).toBe(true)
        expect(bySegmenter(cut)).toEqual(bySegmenter(text).slice(0, max))

        const narrow = cutToCodePoints(text, max)
        expect(text.startsWith(narrow)).toBe(true)
        expect([...narrow].length).toBeLessThanOrEqual(max)
        const whole = bySegmenter(narrow)
        expect(bySegmenter(text).slice(0, whole.length)).toEqual(whole)
        const next = bySegmenter(text)[whole.length]
        if (next !== undefined) expect([...narrow].length + [...next].length).toBeGreaterThan(max)
      }),
    )
    expect(cutToCodePoints('👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 13)).toBe('👨‍👩‍👧‍👦')
    expect(cutToCodePoints('👨‍👩‍👧‍👦', 6)).toBe('')
  })

  it('[TEXT-1] keeps whole characters within a number of bytes', () => {
    const texts = fc.array(fc.constantFrom(...CHARACTERS), { maxLength: 12 })
    fc.assert(
      fc.property(texts, fc.nat(130), (parts, max) => {
        const text = parts.join('')
        const cut = cutToBytes(text, max)
        expect(text.startsWith(cut)).toBe(true)
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(max)
        const whole = bySegmenter(cut)
        const all = bySegmenter(text)
        expect(all.slice(0, whole.length)).toEqual(whole)
        const next = all[whole.length]
        if (next !== undefined) expect(Buffer.byteLength(cut + next)).toBeGreaterThan(max)
      }),
    )
    expect(cutToBytes('茶👨‍👩‍👧‍👦', 27)).toBe('茶')
    expect(cutToBytes('茶👨‍👩‍👧‍👦', 28)).toBe('茶👨‍👩‍👧‍👦')
  })

  it('counts bytes as UTF-8 has them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(bytesOf(text)).toBe(Buffer.byteLength(text))
      }),
    )
  })
})
