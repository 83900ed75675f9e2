import { DAY_MS, dayOf, instantOf } from '@shared/business-day'

/** The first instant of a business day such as `2026-11-20`. */
export function startOf(day: string): number {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return instantOf(year, month, date)
}

export const dayAfter = (day: string): string => dayOf(startOf(day) + DAY_MS)

/** The bill of a day can be had from ten o'clock on the next day. */
export const billReadyAt = (day: string): number => startOf(day) + DAY_MS + 10 * 3_600_000
