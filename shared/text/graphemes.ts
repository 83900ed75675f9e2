/**
 * What a person sees as one character (grapheme cluster): a flag, a family, a face with its skin tone, a letter with
 * its marks. Neither UTF-16 units nor code points are that; text that is cut for eyes is cut here.
 *
 * `Intl.Segmenter` does it where there is one. Other engines (older phones) get the rules of Unicode's UAX #29 that
 * occur in what people write: https://www.unicode.org/reports/tr29/#Grapheme_Cluster_Boundary_Rules
 */

/** What never stands alone: marks, variation selectors, joiners, skin tones, the letters of a subdivision's flag. */
const EXTEND = '[\\p{M}\\u0e33\\u0eb3\\u200c\\uff9e\\uff9f\\u{1f3fb}-\\u{1f3ff}\\u{e0020}-\\u{e007f}]'
const JOINER = '\\u200d'
/**
 * What a joiner binds to the next picture. Written as blocks and not by its Unicode property, which older engines
 * reject as a syntax error: a few symbols too many do no harm, since nothing but a joiner makes a difference.
 */
const PICTURE =
  '[\\xa9\\xae\\u203c\\u2049\\u2100-\\u2bff\\u3030\\u303d\\u3297\\u3299' +
  '\\u{1f000}-\\u{1f1e5}\\u{1f200}-\\u{1f3fa}\\u{1f400}-\\u{1faff}\\u{1fc00}-\\u{1fffd}]'
const FLAG_LETTER = '[\\u{1f1e6}-\\u{1f1ff}]'
/** Korean letters that are written one by one, as file names of some systems are. */
const HANGUL = '[\\u1100-\\u115f]*(?:[\\u1160-\\u11a7]+|[\\uac00-\\ud7a3])[\\u11a8-\\u11ff]*'
const TAIL = `(?:${EXTEND}|${JOINER})*`
const PATTERN = [
  '\\r\\n',
  // Controls bind nothing; a joiner and the flag letters among the format characters do, so they are no controls.
  `(?!${EXTEND}|${JOINER})[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]`,
  `${FLAG_LETTER}${FLAG_LETTER}${TAIL}`,
  `${PICTURE}(?:${EXTEND}*${JOINER}${PICTURE})*${TAIL}`,
  `${HANGUL}${TAIL}`,
  `[^]${TAIL}`,
].join('|')

let clusters: RegExp | undefined

/** The graphemes of a text by the rules above; exported for engines without a segmenter and for its tests. */
export function graphemesByRule(text: string): string[] {
  // eslint-disable-next-line no-misleading-character-class -- each code stands for itself
  clusters ??= new RegExp(PATTERN, 'gu')
  return text.match(clusters) ?? []
}

let segmenter: Intl.Segmenter | null | undefined

function segmenterOfEngine(): Intl.Segmenter | null {
  const available = typeof Intl === 'object' && typeof Intl.Segmenter === 'function'
  return available ? new Intl.Segmenter(undefined, { granularity: 'grapheme' }) : null
}

/** The characters of a text as a person counts them. */
export function graphemes(text: string): string[] {
  segmenter ??= segmenterOfEngine()
  return segmenter ? Array.from(segmenter.segment(text), ({ segment }) => segment) : graphemesByRule(text)
}

/** The first character; empty for an empty text. */
export function firstGrapheme(text: string): string {
  return graphemes(text)[0] ?? ''
}

/** The last character; empty for an empty text. */
export function lastGrapheme(text: string): string {
  const all = graphemes(text)
  return all[all.length - 1] ?? ''
}

/** The first `max` characters. */
export function cutGraphemes(text: string, max: number): string {
  return graphemes(text).slice(0, max).join('')
}

/**
 * The longest start of a text that has at most `max` code points and ends in a whole character: for fields of others
 * whose limit counts code points (WeChat's template fields, what is in a parcel), where one family is seven.
 */
export function cutToCodePoints(text: string, max: number): string {
  return cutBy(text, max, (character) => [...character].length)
}

/**
 * The longest start of a text that has at most `max` bytes in UTF-8 and ends in a whole character: for fields of others
 * whose limit counts bytes (what WeChat Pay shows the payer), where one family is twenty-five.
 */
export function cutToBytes(text: string, max: number): string {
  return cutBy(text, max, bytesOf)
}

/** The bytes of a text in UTF-8; a half of a character counts as what it is replaced by. */
export function bytesOf(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

function cutBy(text: string, max: number, sizeOf: (character: string) => number): string {
  let cut = ''
  let left = max
  for (const character of graphemes(text)) {
    left -= sizeOf(character)
    if (left < 0) break
    cut += character
  }
  return cut
}
