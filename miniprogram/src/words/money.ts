import { formatYuan } from '@shared/money'
import { countText } from '@/words/count'

const WAN_YUAN_FEN = 1_000_000

/** A large sum at a glance: `¥18.5 万`, `¥9,612.40`. Cut to a tenth, never above what it is. */
export function roughYuan(fen: number): string {
  if (fen < 10 * WAN_YUAN_FEN) return `¥${formatYuan(fen)}`
  const tenths = Math.floor((fen * 10) / WAN_YUAN_FEN)
  const fraction = tenths % 10 ? `.${tenths % 10}` : ''
  return `¥${countText(Math.floor(tenths / 10))}${fraction} 万`
}
