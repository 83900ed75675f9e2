import { firstGrapheme, graphemes } from './graphemes'
import { cleanLine } from './line'
import { maskPhones } from './phones'

/** 林**: enough to recognise, too little to know. The first character as a person sees it. */
export function maskName(name: string): string {
  return `${firstGrapheme(cleanLine(name)) || '客'}**`
}

/** `138****6207`; of what is no telephone number only its end. */
export function maskNumber(mobile: string): string {
  const masked = maskPhones(mobile)
  return masked === mobile ? `****${mobile.slice(-2)}` : masked
}

/** How much of an address is told at most: a street, and never a number of it. */
const TOLD = 6

/** Figures, and the words for them: houses are numbered in both. Streets are, too, and told less of. */
const FIGURE = /[\p{N}零一二三四五六七八九十百千两幺廿卅壹贰叁肆伍陆柒捌玖拾佰仟貳參陸兩]/u

/** 湖滨路****: the street, without the house. */
export function maskDetail(detail: string): string {
  const characters = graphemes(cleanLine(detail))
  const number = characters.findIndex((one) => FIGURE.test(one))
  // Whoever writes no number is told no more than a half of.
  const told = number === -1 ? Math.min(TOLD, Math.floor(characters.length / 2)) : Math.min(TOLD, number)
  return `${characters.slice(0, told).join('').trimEnd()}****`
}
