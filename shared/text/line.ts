/**
 * A line of text that somebody typed or pasted: what may stand in it, and what is put right before it is refused.
 * Patterns list their characters by code, since most of them cannot be seen.
 */

/** Characters that turn the direction of what follows: they make one text look like another. */
const BIDI = '\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069'
/** Line ends, tabs and all other controls, halves of characters, and what Unicode says is no character. */
const BROKEN = '\\p{Cc}\\p{Cs}\\u2028\\u2029\\ufffe\\uffff'
/** What takes no room, the joiner and the selectors within an emoji apart. */
const ZERO_WIDTH = '\\xad\\u200b\\u2060-\\u2064\\u206a-\\u206f\\ufeff\\ufff9-\\ufffb'
/** What is invisible unless it stands beside something: joiners, selectors, tags, and the fillers of some scripts. */
const INVISIBLE =
  `${BIDI}${ZERO_WIDTH}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200c\\u200d\\u2800\\u3164\\ufe00-\\ufe0f` +
  '\\uffa0\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}'

/** Blanks of all widths, tabs and line ends. */
export const BLANKS = /[\p{Z}\t\n\v\f\r\x85]+/gu

/**
 * Marks on one letter beyond what any script has (a few): a tower of them covers the lines around it. Selectors of
 * emoji are marks, too, but never so many in a row.
 */
const MOST_MARKS = 8
const TOWER = new RegExp(`(\\p{M}{${MOST_MARKS}})\\p{M}+`, 'gu')

const REFUSED = new RegExp(`[${BROKEN}${BIDI}]|\\p{M}{${MOST_MARKS + 1}}`, 'u')
// eslint-disable-next-line no-misleading-character-class -- each code stands for itself
const VISIBLE = new RegExp(`[^${BROKEN}${INVISIBLE}\\p{Z}\\p{M}]`, 'u')
const DROPPED = new RegExp(`[${BROKEN}${BIDI}${ZERO_WIDTH}]`, 'gu')
// eslint-disable-next-line no-misleading-character-class -- each code stands for itself
const UNSEEN = new RegExp(`[${BROKEN}${INVISIBLE}\\p{Z}]`, 'gu')

/**
 * Whether a line may be kept and shown: something in it can be seen, and it holds no controls (tab and line end are
 * controls), nothing that turns the direction of reading, no half of a character, and no tower of marks.
 */
export function isVisibleText(text: string): boolean {
  return VISIBLE.test(text) && !REFUSED.test(text)
}

/** Line ends, tabs and runs of blanks of any width are one blank; none at the ends. */
export function foldBlanks(text: string): string {
  return text.replace(BLANKS, ' ').trim()
}

/**
 * A line as its writer meant it: line ends, tabs and runs of blanks are one blank, what pasting brought along unseen
 * is gone. The answer is empty when nothing of it can be seen; otherwise `isVisibleText` accepts it.
 */
export function cleanLine(text: string): string {
  const line = foldBlanks(foldBlanks(text).replace(DROPPED, '').replace(TOWER, '$1'))
  return VISIBLE.test(line) ? line : ''
}

/** A text without blanks and without anything that cannot be seen: for comparing, never for showing. */
export function withoutUnseen(text: string): string {
  return text.replace(UNSEEN, '')
}
