import { countText } from '@/words/count'

/** A share of a whole as `16.1%`; nothing when there is no whole. Cut, not rounded, so that 100% means all. */
export function shareText(part: number, whole: number): string {
  if (whole <= 0) return ''
  const tenths = Math.floor((part * 1000) / whole)
  return `${Math.floor(tenths / 10)}${tenths % 10 ? `.${tenths % 10}` : ''}%`
}

/** From ten times as much on, per cent are hard to read. */
const TIMES = 10

/** `+18%`, `−2.3%`, `持平`, `约 12 倍`; nothing when there was nothing to compare with. */
export function changeText(now: number, before: number): string {
  if (before <= 0) return ''
  const tenths = Math.round(((now - before) * 1000) / before)
  if (tenths === 0) return '持平'
  if (now >= before * TIMES) return `约 ${countText(Math.floor(now / before))} 倍`
  const size = Math.abs(tenths)
  // From 100 % on, tenths say nothing.
  const text =
    size >= 1000 || size % 10 === 0
      ? countText(Math.round(size / 10))
      : `${Math.floor(size / 10)}.${size % 10}`
  return `${tenths > 0 ? '+' : '−'}${text}%`
}
