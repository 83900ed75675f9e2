import { formatYuan, type FormatOptions } from '../money'
import { countText } from './count'

/** Amounts with their `¥`, as they stand in a sentence or a list. For eyes only: machines get `plainYuan`. */

export interface YuanTextOptions extends FormatOptions {
  /** Writes `+` before what is above 0. */
  plus?: boolean
}

/** `¥1,286.42`, `−¥0.77`, with `plus` `+¥5.00`: the sign stands before the `¥`. */
export function yuanText(fen: number, { plus = false, decimals }: YuanTextOptions = {}): string {
  const sign = fen < 0 ? '−' : plus && fen > 0 ? '+' : ''
  return `${sign}¥${formatYuan(Math.abs(fen), { decimals })}`
}

const WAN_YUAN_FEN = 1_000_000

/** A large sum at a glance: `¥18.5 万`, below 100,000 yuan `¥9,612.40`. Cut to a tenth, never above what it is. */
export function roughYuan(fen: number): string {
  if (fen < 10 * WAN_YUAN_FEN) return yuanText(fen)
  const tenths = Math.floor((fen * 10) / WAN_YUAN_FEN)
  return `¥${countText(Math.floor(tenths / 10))}${tenths % 10 ? `.${tenths % 10}` : ''} 万`
}
