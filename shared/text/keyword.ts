import { KEYWORD } from '../contract/catalog/limits'
import { cutGraphemes } from './graphemes'
import { cleanLine } from './line'

/** What was typed into a search box as a call takes it: the start of a pasted book, and nothing when there is nothing. */
export function keywordInput(text: string | undefined): { keyword?: string } {
  const keyword = cleanLine(cutGraphemes(cleanLine(text ?? ''), KEYWORD.most))
  return keyword === '' ? {} : { keyword }
}
