import fc from 'fast-check'
import { calendarOf, DAY_MS, dayOf, inShanghai, instantOf, startOfDay } from './business-day'

const instants = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) })

describe('business days', () => {
  it('begin at 16:00 UTC of the day before', () => {
    expect(startOfDay(Date.UTC(2026, 10, 21, 15, 59, 59, 999))).toBe(Date.UTC(2026, 10, 20, 16))
    expect(startOfDay(Date.UTC(2026, 10, 21, 16))).toBe(Date.UTC(2026, 10, 21, 16))
    expect(dayOf(Date.UTC(2026, 10, 21, 16))).toBe('2026-11-22')
    expect(inShanghai(Date.UTC(2026, 10, 21, 1, 41)).format('M 月 D 日 HH:mm')).toBe('11 月 21 日 09:41')
  })

  it('follow from the calendar, and the calendar from them', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const { year, month, day, weekday } = calendarOf(at)
        const start = startOfDay(at)
        expect(instantOf(year, month, day)).toBe(start)
        expect(at - start).toBeGreaterThanOrEqual(0)
        expect(at - start).toBeLessThan(DAY_MS)
        expect(weekday).toBe((Math.floor((start + 8 * 3_600_000) / DAY_MS) + 4) % 7)
      }),
    )
  })

  it('roll months over', () => {
    expect(dayOf(instantOf(2026, 13, 1))).toBe('2027-01-01')
    expect(dayOf(instantOf(2026, 0, 31))).toBe('2025-12-31')
  })
})
