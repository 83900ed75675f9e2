import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)

/**
 * Business days are Asia/Shanghai, which has had no daylight saving time since 1991: UTC + 8 h, always. Everything
 * here adds eight hours and reads the UTC calendar, so that the zone of the machine or the phone takes no part
 * (dayjs's `utcOffset` goes through local time and is an hour off around a change of clocks there).
 * Instants are milliseconds since 1970.
 */

export const DAY_MS = 86_400_000
/** How far Shanghai's clocks are ahead of UTC; for what a database reckons by itself. */
export const SHANGHAI_MS = 8 * 3_600_000

/** What calendar and clock in Shanghai show. */
export interface ShanghaiTime {
  year: number
  /** 1–12. */
  month: number
  /** Day of the month. */
  day: number
  /** 0 = Sunday. */
  weekday: number
  hour: number
  minute: number
  second: number
  millisecond: number
}

/** An instant as calendar and clock in Shanghai show it. */
export function inShanghai(at: number): ShanghaiTime {
  const shifted = dayjs.utc(at + SHANGHAI_MS)
  return {
    year: shifted.year(),
    month: shifted.month() + 1,
    day: shifted.date(),
    weekday: shifted.day(),
    hour: shifted.hour(),
    minute: shifted.minute(),
    second: shifted.second(),
    millisecond: shifted.millisecond(),
  }
}

/** Year, month (1–12), day of month and day of week (0 = Sunday) of an instant in Shanghai. */
export function calendarOf(at: number): Pick<ShanghaiTime, 'year' | 'month' | 'day' | 'weekday'> {
  const { year, month, day, weekday } = inShanghai(at)
  return { year, month, day, weekday }
}

/** The days from 1970-01-01 to the business day of an instant: a number to count and to group by. */
export function dayNumberOf(at: number): number {
  return Math.floor((at + SHANGHAI_MS) / DAY_MS)
}

/** The first instant of the business day that `at` falls on. */
export function startOfDay(at: number): number {
  return dayNumberOf(at) * DAY_MS - SHANGHAI_MS
}

/** The first instant of a calendar day in Shanghai; months outside 1–12 and days outside the month roll over. */
export function instantOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) - SHANGHAI_MS
}

const two = (value: number) => String(value).padStart(2, '0')

/** The business day of an instant, as `2026-11-21`. */
export function dayOf(at: number): string {
  const { year, month, day } = inShanghai(at)
  return `${year}-${two(month)}-${two(day)}`
}

/** The first instant of a business day such as `2026-11-21`. @throws RangeError for what is no day of the calendar */
export function instantOfDay(name: string): number {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(name) ?? []
  const at = instantOf(Number(year), Number(month), Number(day))
  if (Number.isNaN(at) || dayOf(at) !== name) throw new RangeError(`not a day: ${name}`)
  return at
}

/**
 * RFC 3339 in Shanghai's time, as WeChat's interfaces want it: `2026-11-21T09:41:00+08:00`, whole seconds rounded
 * down; with `milliseconds` `2026-11-21T09:41:00.250+08:00`.
 */
export function rfc3339(at: number, { milliseconds = false } = {}): string {
  const { hour, minute, second, millisecond } = inShanghai(at)
  const fraction = milliseconds ? `.${String(millisecond).padStart(3, '0')}` : ''
  return `${dayOf(at)}T${two(hour)}:${two(minute)}:${two(second)}${fraction}+08:00`
}
