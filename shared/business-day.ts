/** Business days are Asia/Shanghai, which has had no daylight saving time since 1991: UTC + 8 h, always. */

export const DAY_MS = 86_400_000
const SHANGHAI_MS = 8 * 3_600_000

/** The first instant of the business day that `at` falls on. */
export function startOfDay(at: number): number {
  return Math.floor((at + SHANGHAI_MS) / DAY_MS) * DAY_MS - SHANGHAI_MS
}

/** The business day of an instant, as `2026-11-21`. */
export function dayOf(at: number): string {
  return new Date(at + SHANGHAI_MS).toISOString().slice(0, 10)
}

/** Year, month (1–12), day of month and day of week (0 = Sunday) of an instant in Shanghai. */
export function calendarOf(at: number): { year: number; month: number; day: number; weekday: number } {
  const date = new Date(at + SHANGHAI_MS)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
  }
}

/** The first instant of a calendar day in Shanghai; months outside 1–12 roll over. */
export function instantOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) - SHANGHAI_MS
}
