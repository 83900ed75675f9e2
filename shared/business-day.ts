import dayjs, { type Dayjs } from 'dayjs'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)

/** Business days are Asia/Shanghai, which has had no daylight saving time since 1991: UTC + 8 h, always. */

export const DAY_MS = 86_400_000
const SHANGHAI_MINUTES = 8 * 60

/** An instant as a clock in Shanghai shows it, whatever the zone of the machine or the phone. */
export function inShanghai(at: number): Dayjs {
  return dayjs(at).utcOffset(SHANGHAI_MINUTES)
}

/** The first instant of the business day that `at` falls on. */
export function startOfDay(at: number): number {
  return inShanghai(at).startOf('day').valueOf()
}

/** The business day of an instant, as `2026-11-21`. */
export function dayOf(at: number): string {
  return inShanghai(at).format('YYYY-MM-DD')
}

/** Year, month (1–12), day of month and day of week (0 = Sunday) of an instant in Shanghai. */
export function calendarOf(at: number): { year: number; month: number; day: number; weekday: number } {
  const date = inShanghai(at)
  return { year: date.year(), month: date.month() + 1, day: date.date(), weekday: date.day() }
}

/** The first instant of a calendar day in Shanghai; months outside 1–12 roll over. */
export function instantOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) - SHANGHAI_MINUTES * 60_000
}
