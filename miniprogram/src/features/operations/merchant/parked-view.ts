import { whenText } from '@shared/words/moment'
import type { ParkedDocument } from './hooks'

/** `昨天 21:40 起`. */
export const sinceText = ({ since }: Pick<ParkedDocument, 'since'>, now: number): string =>
  `${whenText(since, now)} 起`

/** `试了 8 次 · refund: NOT_ENOUGH`: for whoever mends it. What is written wrong was never tried. */
export const triesText = ({ tries, detail }: ParkedDocument['effects'][number]): string =>
  [tries > 0 && `试了 ${tries} 次`, detail].filter(Boolean).join(' · ')

/** What became of another try: the first cause that is left, or that all of it has happened. */
export function retriedText(parked: ParkedDocument | undefined): string {
  const left = parked?.effects[0]
  return left ? `还是没成：${left.cause}` : '办成了'
}
