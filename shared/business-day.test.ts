import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import fc from 'fast-check'
import {
  calendarOf,
  DAY_MS,
  dayNumberOf,
  dayOf,
  inShanghai,
  instantOf,
  instantOfDay,
  rfc3339,
  startOfDay,
} from './business-day'

const instants = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) })

describe('business days', () => {
  it('begin at 16:00 UTC of the day before', () => {
    expect(startOfDay(Date.UTC(2026, 10, 21, 15, 59, 59, 999))).toBe(Date.UTC(2026, 10, 20, 16))
    expect(startOfDay(Date.UTC(2026, 10, 21, 16))).toBe(Date.UTC(2026, 10, 21, 16))
    expect(dayOf(Date.UTC(2026, 10, 21, 16))).toBe('2026-11-22')
    expect(inShanghai(Date.UTC(2026, 10, 21, 1, 41, 7, 250))).toEqual({
      year: 2026,
      month: 11,
      day: 21,
      weekday: 6,
      hour: 9,
      minute: 41,
      second: 7,
      millisecond: 250,
    })
  })

  it('follow from the calendar, and the calendar from them', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const { year, month, day, weekday } = calendarOf(at)
        const start = startOfDay(at)
        expect(instantOf(year, month, day)).toBe(start)
        expect(instantOfDay(dayOf(at))).toBe(start)
        expect(at - start).toBeGreaterThanOrEqual(0)
        expect(at - start).toBeLessThan(DAY_MS)
        expect(weekday).toBe((dayNumberOf(at) + 4) % 7)
        expect(dayNumberOf(start)).toBe(dayNumberOf(at))
        expect(dayNumberOf(start - 1)).toBe(dayNumberOf(at) - 1)
      }),
    )
    expect(dayNumberOf(instantOf(1970, 1, 1))).toBe(0)
  })

  it('roll months over', () => {
    expect(dayOf(instantOf(2026, 13, 1))).toBe('2027-01-01')
    expect(dayOf(instantOf(2026, 0, 31))).toBe('2025-12-31')
  })

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '2026-11-21 ', '', '0000-00-00'])('%p is none', (name) => {
    expect(() => instantOfDay(name)).toThrow(RangeError)
  })

  it('are written with their offset for machines', () => {
    const at = Date.UTC(2026, 10, 20, 16, 0, 5, 7)
    expect(rfc3339(at)).toBe('2026-11-21T00:00:05+08:00')
    expect(rfc3339(at, { milliseconds: true })).toBe('2026-11-21T00:00:05.007+08:00')
    fc.assert(
      fc.property(instants, (any) => {
        expect(Date.parse(rfc3339(any, { milliseconds: true }))).toBe(any)
        expect(Date.parse(rfc3339(any))).toBe(Math.floor(any / 1_000) * 1_000)
      }),
    )
  })
})

/** What is asked of the module in another zone: each half hour of 2027, in which many zones change their clocks. */
const PROBE = `
import { calendarOf, dayNumberOf, dayOf, instantOf, rfc3339, startOfDay } from './business-day'
import { stampText, timeText, whenText } from './words/moment'
const rows = []
for (let at = Date.UTC(2027, 0, 1); at < Date.UTC(2028, 0, 1); at += 1800000) {
  const { year, month, day, weekday } = calendarOf(at)
  rows.push([dayOf(at), timeText(at), weekday, startOfDay(at), instantOf(year, month, day), dayNumberOf(at)])
}
const now = Date.UTC(2027, 9, 2, 17, 10)
process.stdout.write(JSON.stringify({
  zone: new Date(Date.UTC(2027, 6, 1)).getTimezoneOffset(),
  rows,
  words: [stampText(now), whenText(now - 86400000, now), rfc3339(now)],
}))
`

/** The same by the time zone's own rules, whatever zone the tests run in. */
function expectedRows(): unknown[] {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Asia/Shanghai',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'short',
  })
  const rows: unknown[] = []
  for (let at = Date.UTC(2027, 0, 1); at < Date.UTC(2028, 0, 1); at += 1_800_000) {
    const shown = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]))
    const day = `${shown['year']}-${shown['month']}-${shown['day']}`
    const start = Date.parse(`${day}T00:00:00+08:00`)
    const weekday = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(shown['weekday'] ?? '')
    const number = Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS)
    rows.push([day, `${shown['hour']}:${shown['minute']}`, weekday, start, start, number])
  }
  return rows
}

describe('in every zone of the machine', () => {
  let script = ''
  let expected: unknown[] = []

  beforeAll(async () => {
    const built = await build({
      stdin: { contents: PROBE, resolveDir: resolve('shared'), loader: 'ts' },
      bundle: true,
      write: false,
      platform: 'node',
      format: 'cjs',
    })
    script = built.outputFiles[0]?.text ?? ''
    expected = expectedRows()
  })

  it.each([
    ['Asia/Shanghai', -480],
    ['UTC', 0],
    ['Australia/Sydney', -600],
    ['Pacific/Auckland', -720],
    ['Europe/London', -60],
    ['Europe/Paris', -120],
    ['America/New_York', 240],
    ['America/Los_Angeles', 420],
  ])('[DAY-1] days and times are Shanghai’s: %s', async (TZ, offset) => {
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], {
      env: { ...process.env, TZ },
      maxBuffer: 1 << 24,
    })
    const { zone, rows, words } = JSON.parse(stdout) as { zone: number; rows: unknown[]; words: string[] }
    // The zone really was another one: without its data the test would prove nothing.
    expect(zone).toBe(offset)
    expect(rows).toEqual(expected)
    expect(words).toEqual(['2027-10-03 01:10', '昨天 01:10', '2027-10-03T01:10:00+08:00'])
  })
})
