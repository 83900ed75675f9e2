import { graphemes } from '@shared/text/graphemes'

/** Text on a canvas knows no lines: these cut it into some. */

export type Measure = (text: string) => number

/** A text that fits into `width`, with an ellipsis where it was cut. */
export function fitLine(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text
  const characters = graphemes(text)
  while (characters.length > 0 && measure(`${characters.join('')}…`) > width) characters.pop()
  return `${characters.join('').trimEnd()}…`
}

/**
 * At most `count` lines. Latin words and figures with their units stay together where they fit; the last line is
 * cut with an ellipsis.
 */
export function wrapLines(text: string, width: number, count: number, measure: Measure): string[] {
  const pieces = piecesOf(text.trim())
  const lines: string[] = []
  let line = ''
  pieces.forEach((piece, index) => {
    if (lines.length === count) return
    if (line !== '' && measure(line + piece) > width) {
      if (lines.length === count - 1) {
        lines.push(fitLine(line + pieces.slice(index).join(''), width, measure))
        line = ''
        return
      }
      lines.push(line.trimEnd())
      line = piece.trim()
    } else {
      line += piece
    }
  })
  if (lines.length < count && line.trim() !== '') lines.push(fitLine(line.trimEnd(), width, measure))
  return lines
}

const WORD = /^[A-Za-z0-9.%×+-]+$/
const BLANK = /^\s+$/

/** What a line may end after: words and blanks as a whole, everything else by what a person sees as a character. */
function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (const character of graphemes(text)) {
    const last = pieces[pieces.length - 1]
    const goesOn = last !== undefined && [WORD, BLANK].some((kind) => kind.test(last) && kind.test(character))
    if (goesOn) pieces[pieces.length - 1] = last + character
    else pieces.push(character)
  }
  return pieces
}

/** The part of a picture that fills a place of another shape; `focusX`, `focusY`: 0 start, 1 end. */
export function coverOf(
  picture: { width: number; height: number },
  place: { width: number; height: number },
  focusX = 0.5,
  focusY = 0.5,
): { x: number; y: number; width: number; height: number } {
  const scale = Math.max(place.width / picture.width, place.height / picture.height)
  const width = place.width / scale
  const height = place.height / scale
  return { x: (picture.width - width) * focusX, y: (picture.height - height) * focusY, width, height }
}
