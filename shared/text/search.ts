import { BLANKS, withoutUnseen } from './line'

/**
 * Searching by what a person means: width, case, blanks and what cannot be seen make no difference, and several
 * words may stand in any order. What is searched in is kept folded beside the text (`5 kg`, `５ＫＧ` and `5kg` are
 * one), what is searched for is split and folded the same way.
 */

/** NFKC, lower case, without blanks and invisible characters. Folding what is folded changes nothing. */
export function foldForSearch(text: string): string {
  // Once more at the end: lower case may bring a mark, and letters come together where a joiner was.
  return withoutUnseen(text.normalize('NFKC').toLowerCase()).normalize('NFKC')
}

/** The folded words of what was typed, each once; empty when there is nothing to search for. */
export function searchWords(text: string): string[] {
  const words = text.split(BLANKS).map(foldForSearch)
  return [...new Set(words)].filter((word) => word !== '')
}
