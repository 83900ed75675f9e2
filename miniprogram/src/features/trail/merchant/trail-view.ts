import { formatYuan } from '@shared/money'
import { countText } from '@shared/words/count'
import { dateText, whenText } from '@shared/words/moment'
import { percentOf } from '@shared/words/percent'
import type { TrailChange, TrailKind, TrailRow } from './hooks'

export type TrailTab = TrailKind | 'all'

export const TRAIL_TABS = [
  { value: 'all', label: '全部' },
  { value: 'order', label: '订单' },
  { value: 'goods', label: '商品' },
  { value: 'money', label: '钱' },
  { value: 'people', label: '人' },
  { value: 'rules', label: '规则' },
  { value: 'privacy', label: '隐私' },
] as const satisfies readonly { value: TrailTab; label: string }[]

/** Nothing stands there, before or after. */
const NOTHING = '—'

/** `¥128.00`, `8%`, `7 天`, `5 件`, or the text as it stood. */
function valueText(value: string | number | undefined, unit: TrailChange['unit']): string {
  if (value === undefined || value === '') return NOTHING
  if (typeof value === 'string') return value
  if (unit === 'fen') return `¥${formatYuan(value)}`
  if (unit === 'bps') return percentOf(value)
  if (unit === 'days') return `${countText(value)} 天`
  if (unit === 'pieces') return `${countText(value)} 件`
  return String(value)
}

export const beforeText = ({ before, unit }: TrailChange): string => valueText(before, unit)
export const afterText = ({ after, unit }: TrailChange): string => valueText(after, unit)

/** `售价`, `500 克 · 售价`. */
export const fieldText = ({ field, of }: TrailChange): string => (of ? `${of} · ${field}` : field)

/** How many more than the first were changed: `等 3 项`; nothing when that was all. */
export const moreText = ({ changes }: Pick<TrailRow, 'changes'>): string =>
  changes.length > 1 ? `等 ${changes.length} 项` : ''

/** Deeds by the day of the shop on which they were done, in the order in which they come. */
export function byDay<T extends Pick<TrailRow, 'at'>>(
  rows: readonly T[],
  now: number,
): { day: string; rows: T[] }[] {
  const days: { day: string; rows: T[] }[] = []
  for (const row of rows) {
    const day = dayText(row.at, now)
    const last = days.at(-1)
    if (last?.day === day) last.rows.push(row)
    else days.push({ day, rows: [row] })
  }
  return days
}

/** `今天`, `昨天`, `11-19`. */
function dayText(at: number, now: number): string {
  const [day = dateText(at, now)] = whenText(at, now).split(' ')
  return day
}
