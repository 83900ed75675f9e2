import { withoutUnseen } from './line'

/**
 * Telephone numbers in texts that others read. They are found as a person reads them: whatever their figures look like,
 * and whatever stands between them. What is masked is the text as it was written.
 */

/** Figures as words, by what they are worth; 幺 is how a one is said on the telephone. */
const WORDS = ['〇零', '一壹幺', '二贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖']

/** Stands between the figures of a number: blanks, dashes (一 is typed for one, too), brackets, marks on a figure. */
const BETWEEN = /[\p{Z}\p{Pd}\p{Cf}\p{M}\p{Ps}\p{Pe}\s_~～−ー一丨|]/u
const DOTS = /[.．。·・•/／]/u

/** One character as the patterns read it: a figure, a blank, a dot or `x`; the text keeps its length. */
function readAs(character: string, words: boolean): string {
  const plain = character.normalize('NFKC')
  const worth = words ? WORDS.findIndex((word) => word.includes(character)) : -1
  const read = worth >= 0 ? String(worth) : /^\d$/.test(plain) ? plain : sortOf(character)
  return read.padEnd(character.length)
}

function sortOf(character: string): string {
  if (DOTS.test(character)) return '.'
  if (character === '+' || character === '＋') return '+'
  return BETWEEN.test(character) || withoutUnseen(character) === '' ? ' ' : 'x'
}

interface Kind {
  /** Its group holds the subscriber's own figures, at the end. */
  pattern: RegExp
  /** How many of them are told. */
  told: number
}

const figures = (between: string, ...kinds: string[]): string => kinds.join(between)
const kindOf = (told: number, code: string, own: string): Kind => ({
  pattern: new RegExp(`(?<!\\d)${code}(${own})(?!\\d)`, 'g'),
  told,
})

/**
 * A mainland mobile number: eleven figures, perhaps behind the country's (86, +86, 0086) or the zero of long distance.
 */
function mobile(between: string): Kind {
  const abroad = `(?:(?:${figures(between, '0', '0', '')})?${figures(between, '8', '6', '')}|0${between})?`
  return kindOf(4, `${abroad}${figures(between, '1', '[3-9]', '\\d')}`, `(?:${between}\\d){8}`)
}

/** A line in a house: an area's code (three figures or four, with its zero) and seven or eight of its own. */
const LANDLINE = kindOf(
  2,
  '(?:(?:\\+ *|0 *0 *)8 *6 *(?:0 *)?|8 *6 +(?:0 *)?|0 *)(?:1 *0|2 *\\d|[3-9] *\\d *\\d)',
  ' *[2-8](?: *\\d){6,7}',
)

/** Dots stand between all groups of a number, or between none: `139.99 1299.00` are two prices. */
const KINDS = [mobile(' *'), mobile('(?: *\\. *)?'), LANDLINE]

/**
 * A text that others read, with the telephone numbers in it masked: `138****6207`, `138 **** 6207`, `0571-******34`.
 * Prices, years, quantities and longer numbers (orders, parcels) stay.
 */
export function maskPhones(text: string): string {
  const hidden = new Set<number>()
  // Words are read as figures in a reading of their own: 一 before a number is none of its figures.
  for (const words of [false, true]) {
    const read = Array.from(text, (character) => readAs(character, words)).join('')
    for (const kind of KINDS) for (const at of hiddenBy(kind, read)) hidden.add(at)
  }
  if (hidden.size === 0) return text
  let at = 0
  const masked = Array.from(text, (character) => {
    const stands = hidden.has(at) ? '*' : character
    at += character.length
    return stands
  }).join('')
  // What is left may end where a masked number began.
  return maskPhones(masked)
}

/** Where the figures stand that a kind of number hides, those of numbers that overlap, too. */
function hiddenBy({ pattern, told }: Kind, read: string): number[] {
  const hidden: number[] = []
  pattern.lastIndex = 0
  for (let found = pattern.exec(read); found; found = pattern.exec(read)) {
    const [whole, own = ''] = found
    const from = found.index + whole.length - own.length
    const places = Array.from(own, (one, at) => (/\d/.test(one) ? from + at : -1)).filter((at) => at >= 0)
    hidden.push(...places.slice(0, -told))
    pattern.lastIndex = found.index + 1
  }
  return hidden
}
