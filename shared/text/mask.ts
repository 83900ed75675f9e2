import { firstGrapheme, graphemes } from './graphemes'
import { cleanLine } from './line'

/** A mainland mobile number, wherever it stands in a text. */
const MOBILES = /(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g

/** A text that others read, with the mobile numbers in it masked: `138****6207`. */
export const maskMobiles = (text: string): string => text.replace(MOBILES, '$1****$2')

/** 林**: enough to recognise, too little to know. The first character as a person sees it. */
export function maskName(name: string): string {
  return `${firstGrapheme(cleanLine(name)) || '客'}**`
}

/** `138****6207`; of what is no mobile number only its end. */
export function maskNumber(mobile: string): string {
  const masked = maskMobiles(mobile)
  return masked === mobile ? `****${mobile.slice(-2)}` : masked
}

/** How much of an address is told at most: a street, and never a number of it. */
const TOLD = 6

/** 文三路****: the street, without the house. */
export function maskDetail(detail: string): string {
  const characters = graphemes(cleanLine(detail))
  const number = characters.findIndex((one) => /\p{N}/u.test(one))
  // Whoever writes no number is told no more than a half of.
  const told = number === -1 ? Math.min(TOLD, Math.floor(characters.length / 2)) : Math.min(TOLD, number)
  return `${characters.slice(0, told).join('').trimEnd()}****`
}
