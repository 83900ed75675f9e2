import { withoutUnseen } from './line'

/** A mobile number of the mainland: eleven figures. */
export const MOBILE = /^1[3-9]\d{9}$/

/** What people put between the figures: hyphens and dashes of all kinds, dots, brackets. */
const BETWEEN = /[-\u2010-\u2015\u2212.\u00b7()]/g

export function isMobile(text: string): boolean {
  return MOBILE.test(text)
}

/**
 * A number as it was typed or pasted (`+86 138 0000 6207`, `8613800006207`, `138-0000-6207`, full-width figures)
 * becomes its eleven figures. Nothing else is taken away: a masked `138****6207`, a number with a figure too many or
 * of another country stays as it is and is none (`isMobile`), instead of becoming somebody else's number.
 */
export function cleanMobile(text: string): string {
  const plain = withoutUnseen(text.normalize('NFKC')).replace(BETWEEN, '')
  return /^(?:\+86|0086|86)(1\d{10})$/.exec(plain)?.[1] ?? plain
}
