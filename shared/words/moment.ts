import { calendarOf, DAY_MS, dayNumberOf, dayOf, inShanghai } from '../business-day'

/** Instants and days as people read them, in the shop's time (Asia/Shanghai). Pure: `now` comes from the caller. */

const two = (value: number) => String(value).padStart(2, '0')

/** `08:12`. */
export function timeText(at: number): string {
  const { hour, minute } = inShanghai(at)
  return `${two(hour)}:${two(minute)}`
}

/** `11-19`, with the year when it is another one: `2025-11-19`. */
export function dateText(at: number, now: number): string {
  const { year, month, day } = calendarOf(at)
  return `${year === calendarOf(now).year ? '' : `${year}-`}${two(month)}-${two(day)}`
}

/** `今天 08:12`, `昨天 21:40`, `11-19 20:31`: when something happened. */
export function whenText(at: number, now: number): string {
  const days = dayNumberOf(now) - dayNumberOf(at)
  const day = days === 0 ? '今天' : days === 1 ? '昨天' : dateText(at, now)
  return `${day} ${timeText(at)}`
}

/** `2026-11-19 20:31`: on documents. */
export function stampText(at: number): string {
  return `${dayOf(at)} ${timeText(at)}`
}

/** `11 月 22 日`, with the year when it is another one: `2027 年 1 月 5 日`; as a line of its own. */
export function dayWords(at: number, now: number): string {
  const { year, month, day } = calendarOf(at)
  return `${year === calendarOf(now).year ? '' : `${year} 年 `}${month} 月 ${day} 日`
}

/** `11月22日`: within a sentence. */
export function dayPhrase(at: number): string {
  const { month, day } = calendarOf(at)
  return `${month}月${day}日`
}

/** `11月21日 14:05`: within a sentence. */
export function momentPhrase(at: number): string {
  return `${dayPhrase(at)} ${timeText(at)}`
}

/** Whole days until an instant, rounded up, never below 0: the 7 of `还剩 7 天`. */
export function daysLeft(at: number, now: number): number {
  return Math.max(0, Math.ceil((at - now) / DAY_MS))
}

/** The three days a chart names: `10/23`, `11/06`, `今天`. Days come as `2026-11-21`, oldest first. */
export function axisLabels(days: readonly string[], now: number): [string, string, string] {
  const short = (day: string | undefined) => (day ? day.slice(5).replace('-', '/') : '')
  const last = days[days.length - 1]
  return [
    short(days[0]),
    short(days[Math.floor((days.length - 1) / 2)]),
    last === dayOf(now) ? '今天' : short(last),
  ]
}
