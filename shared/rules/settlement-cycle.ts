import { calendarOf, DAY_MS, dayOf, instantOf, startOfDay } from '../business-day'

/**
 * When commissions are settled. A window ends at its cut-off; what was released before it is credited from
 * `creditedAt` on: daily and weekly at once, monthly on the 5th (the report of a month is made on the 1st).
 * All business days are Asia/Shanghai.
 */

export const SETTLEMENT_CYCLES = ['daily', 'weekly', 'monthly'] as const
export type SettlementCycle = (typeof SETTLEMENT_CYCLES)[number]

export interface SettlementWindow {
  /** Names the period that ended: `2026-11-20`, `2026-W47`, `2026-11`. Kinds of cycles never share a key. */
  key: string
  /** The period in words for a statement. */
  label: string
  /** Released strictly before this instant: in this window. */
  cutoffAt: number
  /** From when on the window may be settled. */
  creditedAt: number
}

/** The day of a month on which a month's commission is credited. */
const MONTHLY_CREDIT_DAY = 5
const WEEK_MS = 7 * DAY_MS

/** Monday 00:00 of the week that `at` falls in. */
function startOfWeek(at: number): number {
  const weekday = calendarOf(at).weekday
  return startOfDay(at) - ((weekday + 6) % 7) * DAY_MS
}

/** ISO 8601 week of an instant: the week belongs to the year of its Thursday. */
function isoWeek(at: number): { year: number; week: number } {
  const thursday = startOfWeek(at) + 3 * DAY_MS
  const { year } = calendarOf(thursday)
  return { year, week: Math.floor((thursday - instantOf(year, 1, 1)) / WEEK_MS) + 1 }
}

const two = (value: number) => String(value).padStart(2, '0')

/** The Monday of an ISO week: week 1 holds the 4th of January. */
function mondayOf(year: number, week: number): number {
  return startOfWeek(instantOf(year, 1, 4)) + (week - 1) * WEEK_MS
}

/** The period of a key in words: `2026年11月20日`, `2026年第47周（11月16日–11月22日）`, `2026年11月`. */
export function periodWords(key: string): string {
  const [first, second, third] = key.split('-')
  const year = Number(first)
  if (second?.startsWith('W')) {
    const week = Number(second.slice(1))
    const from = calendarOf(mondayOf(year, week))
    const to = calendarOf(mondayOf(year, week + 1) - 1)
    return `${year}年第${week}周（${from.month}月${from.day}日–${to.month}月${to.day}日）`
  }
  return `${year}年${Number(second)}月${third === undefined ? '' : `${Number(third)}日`}`
}

function windowOf(key: string, cutoffAt: number, creditedAt = cutoffAt): SettlementWindow {
  return { key, label: periodWords(key), cutoffAt, creditedAt }
}

function dailyWindow(cutoffAt: number): SettlementWindow {
  return windowOf(dayOf(cutoffAt - 1), cutoffAt)
}

function weeklyWindow(cutoffAt: number): SettlementWindow {
  const { year, week } = isoWeek(cutoffAt - 1)
  return windowOf(`${year}-W${two(week)}`, cutoffAt)
}

function monthlyWindow(cutoffAt: number): SettlementWindow {
  const { year, month } = calendarOf(cutoffAt - 1)
  return windowOf(`${year}-${two(month)}`, cutoffAt, cutoffAt + (MONTHLY_CREDIT_DAY - 1) * DAY_MS)
}

/**
 * The latest window that is due at `now`. Every earlier window is contained in it: settling takes whatever was
 * released before its cut-off, so that a missed timer or a changed cycle loses nothing.
 */
export function settlementWindow(cycle: SettlementCycle, now: number): SettlementWindow {
  if (cycle === 'daily') return dailyWindow(startOfDay(now))
  if (cycle === 'weekly') return weeklyWindow(startOfWeek(now))
  const { year, month } = calendarOf(now)
  const thisMonth = monthlyWindow(instantOf(year, month, 1))
  return thisMonth.creditedAt <= now ? thisMonth : monthlyWindow(instantOf(year, month - 1, 1))
}

/** The next instant after `now` at which commission is credited. */
export function nextSettlementAt(cycle: SettlementCycle, now: number): number {
  if (cycle === 'daily') return startOfDay(now) + DAY_MS
  if (cycle === 'weekly') return startOfWeek(now) + WEEK_MS
  const { year, month } = calendarOf(now)
  const credit = instantOf(year, month, MONTHLY_CREDIT_DAY)
  return credit > now ? credit : instantOf(year, month + 1, MONTHLY_CREDIT_DAY)
}

/** When a commission that is released at `releaseAt` is credited. */
export function creditedAtOf(cycle: SettlementCycle, releaseAt: number): number {
  if (cycle !== 'monthly') return nextSettlementAt(cycle, releaseAt)
  const { year, month } = calendarOf(releaseAt)
  return instantOf(year, month + 1, MONTHLY_CREDIT_DAY)
}

/** When commission is credited, in words. */
export const CYCLE_WORDS: Readonly<Record<SettlementCycle, string>> = {
  daily: '每天 0 点结算前一天解冻的佣金',
  weekly: '每周一 0 点结算上一周解冻的佣金',
  monthly: '每月 1 日出账、5 日入账上个月解冻的佣金',
}
