import { changeText, shareText } from '@shared/words/percent'
import { countText } from '@shared/words/count'
import type { Overview } from './hooks'

export interface Change {
  text: string
  trend: 'up' | 'down' | 'flat'
}

const UP = /^(\+|约)/
const trendOf = (text: string): Change['trend'] =>
  text.startsWith('−') ? 'down' : UP.test(text) ? 'up' : 'flat'

/** `+9.1%`; without yesterday's figure nothing can be said in per cent. */
export function percentChange(today: number, yesterday: number): Change | undefined {
  const text = changeText(today, yesterday)
  return text ? { text, trend: trendOf(text) } : undefined
}

/** `+5`, `−2`, `持平`. */
export function countChange(today: number, yesterday: number): Change {
  const difference = today - yesterday
  if (difference === 0) return { text: '持平', trend: 'flat' }
  const text = `${difference > 0 ? '+' : '−'}${countText(Math.abs(difference))}`
  return { text, trend: trendOf(text) }
}

/** `（40%）`: how much of today's sales distributors brought. */
export function recommendedShare({ recommendedFen, salesFen }: Overview['today']): string {
  const text = shareText(recommendedFen, salesFen)
  return text ? `（${text}）` : ''
}

/** `日均 6,180`, in whole yuan. */
export function dailyText(totalFen: number, days: number): string {
  return days > 0 ? `日均 ${countText(Math.floor(totalFen / days / 100))}` : ''
}
