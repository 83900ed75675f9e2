import { whenText } from '@shared/words/moment'
import type { ParkedDocument } from './hooks'

/** `昨天 21:40 起`. */
export const sinceText = ({ since }: Pick<ParkedDocument, 'since'>, now: number): string =>
  `${whenText(since, now)} 起`

/** `试了 8 次 · refund: NOT_ENOUGH`: for whoever mends it. What is written wrong was never tried. */
export const triesText = ({ tries, detail }: ParkedDocument['effects'][number]): string =>
  [tries > 0 && `试了 ${tries} 次`, detail].filter(Boolean).join(' · ')

/** A picture that WeChat has doubts about: nothing can be tried, only looked at. */
const isLookedAt = (kind: string): boolean => kind === 'pictureChecks'

/** What a tap does: it is tried again, or has been looked at. */
export const actText = (kind: string): string => (isLookedAt(kind) ? '看过了' : '重试')

/** What became of a tap: the first cause that is left, or that all of it has happened. */
export function retriedText(parked: ParkedDocument | undefined, kind: string): string {
  const left = parked?.effects[0]
  if (left) return `还是没成：${left.cause}`
  return isLookedAt(kind) ? '记下了' : '办成了'
}
