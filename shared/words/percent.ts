import { countText } from './count'

/** Rates and shares as people read and type them. Rates are integer basis points: 2000 is 20 %. */

const MOST_BPS = 10_000

/** `20%`, `7.5%`, `0.58%`: a rate of at least 0. */
export function percentOf(rateBps: number): string {
  return `${plainPercent(rateBps)}%`
}

/** `20`, `7.5`, `0.58`: what stands in a field that is followed by `%`. */
export function plainPercent(rateBps: number): string {
  const digits = String(rateBps).padStart(3, '0')
  const fraction = digits.slice(-2).replace(/0+$/, '')
  return `${digits.slice(0, -2)}${fraction && `.${fraction}`}`
}

/**
 * Reads what a person typed as a rate: `20` → 2000, `7.5` → 750, `0.58%` → 58, full-width digits, `。` for the point.
 * @returns basis points; null for what is no percentage of at most two decimals, or is above 100 %
 */
export function parsePercent(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[%\s]/g, '').replace(/。/g, '.')
  const match = /^(\d{1,3})(?:\.(\d{0,2}))?$/.exec(plain)
  if (!match) return null
  const rateBps = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return rateBps <= MOST_BPS ? rateBps : null
}

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
