import { graphemes } from './graphemes'
import { cleanLine } from './line'

/** How long a line of text may be, in characters as a person counts them, once it is cleaned (`shared/text`). */
export interface TextLimit {
  readonly least: number
  readonly most: number
}

/** How long a line is, as the contract counts it: in characters that a person sees, once it is cleaned. */
export function lineLength(text: string): number {
  return graphemes(cleanLine(text)).length
}

/** `short`: fewer characters than must be; `long`: more than may be; nothing when the line fits. */
export function misfit(text: string, { least, most }: TextLimit): 'short' | 'long' | undefined {
  const length = lineLength(text)
  if (length < least) return 'short'
  return length > most ? 'long' : undefined
}
