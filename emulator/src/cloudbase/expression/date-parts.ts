import { utcMs, type Zone } from './timezone'

const DAY_MS = 86_400_000

/** A date as a calendar and a clock in some zone show it. */
export interface DateParts {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
  /** 1 to 366. */
  readonly dayOfYear: number
  /** 1 (Sunday) to 7. */
  readonly dayOfWeek: number
  /** Weeks begin on Sundays; the days before the first Sunday are week 0. */
  readonly week: number
  /** 1 (Monday) to 7. */
  readonly isoDayOfWeek: number
  readonly isoWeek: number
  readonly isoWeekYear: number
}

/**
 * The parts of a date in a zone:
 * https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/#date-expression-operators
 */
export function partsOf(date: Date, zone: Zone): DateParts {
  const local = new Date(date.getTime() + zone(date.getTime()))
  const year = local.getUTCFullYear()
  const weekday = local.getUTCDay()
  const dayOfYear = 1 + Math.floor((local.getTime() - utcMs(year, 1, 1)) / DAY_MS)
  return {
    year,
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
    dayOfYear,
    dayOfWeek: weekday + 1,
    week: Math.floor((dayOfYear + 6 - weekday) / 7),
    ...isoParts(local),
  }
}

/** An ISO week belongs to the year in which its Thursday lies. */
function isoParts(local: Date): Pick<DateParts, 'isoDayOfWeek' | 'isoWeek' | 'isoWeekYear'> {
  const isoDayOfWeek = local.getUTCDay() || 7
  const thursday = new Date(local.getTime() + (4 - isoDayOfWeek) * DAY_MS)
  const isoWeekYear = thursday.getUTCFullYear()
  const isoWeek = 1 + Math.floor((thursday.getTime() - utcMs(isoWeekYear, 1, 1)) / (7 * DAY_MS))
  return { isoDayOfWeek, isoWeek, isoWeekYear }
}

/** The local instant in ms of a day in an ISO week year. Weeks and days beyond their range carry over. */
export function isoMs(weekYear: number, week: number, day: number): number {
  const fourth = utcMs(weekYear, 1, 4)
  const monday = fourth - ((new Date(fourth).getUTCDay() || 7) - 1) * DAY_MS
  return monday + ((week - 1) * 7 + day - 1) * DAY_MS
}
