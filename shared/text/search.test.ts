import fc from 'fast-check'
import { foldForSearch, searchWords } from './search'

/** As the database looks: for every word, in what is kept folded. */
const hasWords = (folded: string, words: readonly string[]) => words.every((word) => folded.includes(word))
const finds = (keyword: string, ...texts: string[]) =>
  texts.map((text) => hasWords(foldForSearch(text), searchWords(keyword)))

describe('searching', () => {
  const rice = '五常稻花香 5kg'

  it.each(['5kg', 'KG', '5 kg', '５ｋｇ', '５KG', '㎏', '5kg 稻花', '稻\u200b花', ' 稻花香\u3000五常 '])(
    '[TEXT-3] width, case, blanks, what cannot be seen and the order of words make no difference: %s',
    (keyword) => {
      expect(finds(keyword, rice, '五常稻花香５ＫＧ', '五\u200b常稻花香 5 Kg')).toEqual([true, true, true])
    },
  )

  it('needs every word', () => {
    expect(finds('茶 岩', '武夷岩茶', '岩石', '茶')).toEqual([true, false, false])
    expect(finds('岩茶', '岩石茶')).toEqual([false])
  })

  it('takes patterns as text', () => {
    expect(finds('.*', '茶', 'a.*b')).toEqual([false, true])
  })

  it('has no words when nothing can be seen', () => {
    for (const text of ['', ' ', '\u200b', '\u3000\n', '\ufe0f']) expect(searchWords(text)).toEqual([])
  })

  it('names each word once', () => {
    expect(searchWords('Tea tea ＴＥＡ 茶')).toEqual(['tea', '茶'])
  })

  it('[TEXT-3] folding what is folded changes nothing, and a text is found by each of its parts', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('İ', 'ß', 'ς', 'Σ', 'ﬁ', '㎏', 'Å', '\u0307', '\u0323', '가', '\u200d', 'i'),
      }),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const folded = foldForSearch(text)
        expect(foldForSearch(folded)).toBe(folded)
        expect(hasWords(folded, searchWords(folded))).toBe(true)
        expect(foldForSearch(text.normalize('NFD'))).toBe(folded)
      }),
      { numRuns: 2_000 },
    )
  })
})
