import { DAY_MS, startOfDay } from '@shared/business-day'

/** The shop's day: the day it opened is the first (第 1 天). */
export function shopDay(openedAt: number, now: number): number {
  return Math.max(1, Math.round((startOfDay(now) - startOfDay(openedAt)) / DAY_MS) + 1)
}
