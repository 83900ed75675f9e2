import { firstGrapheme } from '@shared/text/graphemes'
import { cleanLine } from '@shared/text/line'

/** 林**: enough to recognise, too little to know. The first character as a person sees it. */
export function maskName(name: string): string {
  return `${firstGrapheme(cleanLine(name)) || '客'}**`
}
