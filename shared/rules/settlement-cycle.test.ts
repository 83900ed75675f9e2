import fc from 'fast-check'
import { DAY_MS, instantOf } from '../business-day'
import { creditedAtOf, nextSettlementAt, SETTLEMENT_CYCLES, settlementWindow } from './settlement-cycle'

const HOUR_MS = 3_600_000
const cycles = fc.constantFrom(...SETTLEMENT_CYCLES)
const instants = fc.integer({ min: instantOf(2024, 1, 1), max: instantOf(2032, 1, 1) })

describe('settlementWindow', () => {
  it.each([
    ['daily', instantOf(2026, 11, 21), '2026-11-20', '2026年11月20日', instantOf(2026, 11, 21)],
    ['daily', instantOf(2026, 11, 21) - 1, '2026-11-19', '2026年11月19日', instantOf(2026, 11, 20)],
    [
      'weekly',
      instantOf(2026, 11, 23),
      '2026-W47',
      '2026年第47周（11月16日–11月22日）',
      instantOf(2026, 11, 23),
    ],
    [
      'weekly',
      instantOf(2026, 11, 29) + 23 * HOUR_MS,
      '2026-W47',
      '2026年第47周（11月16日–11月22日）',
      instantOf(2026, 11, 23),
    ],
    ['weekly', instantOf(2027, 1, 4), '2026-W53', '2026年第53周（12月28日–1月3日）', instantOf(2027, 1, 4)],
    ['monthly', instantOf(2026, 12, 5), '2026-11', '2026年11月', instantOf(2026, 12, 1)],
    ['monthly', instantOf(2026, 12, 5) - 1, '2026-10', '2026年10月', instantOf(2026, 11, 1)],
    ['monthly', instantOf(2027, 1, 5), '2026-12', '2026年12月', instantOf(2027, 1, 1)],
  ] as const)('%s at %d is %s', (cycle, now, key, label, cutoffAt) => {
    expect(settlementWindow(cycle, now)).toMatchObject({ key, label, cutoffAt })
  })

  it('[SETTLE-1] a window is due when it is named, and its cut-off never lies after the present', () => {
    fc.assert(
      fc.property(cycles, instants, (cycle, now) => {
        const { cutoffAt, creditedAt } = settlementWindow(cycle, now)
        expect(cutoffAt).toBeLessThanOrEqual(creditedAt)
        expect(creditedAt).toBeLessThanOrEqual(now)
      }),
    )
  })

  it('[SETTLE-1] a key means one cut-off, and keys of different cycles never meet', () => {
    const days = fc.integer({ min: 0, max: 40 })
    let met = 0
    fc.assert(
      fc.property(cycles, instants, cycles, days, (c1, t1, c2, daysLater) => {
        const one = settlementWindow(c1, t1)
        const other = settlementWindow(c2, t1 + daysLater * DAY_MS)
        met += Number(one.key === other.key)
        if (one.key === other.key) expect([c1, one.cutoffAt]).toEqual([c2, other.cutoffAt])
        else if (c1 === c2) expect(one.cutoffAt).not.toBe(other.cutoffAt)
      }),
      { numRuns: 2_000 },
    )
    expect(met).toBeGreaterThan(10)
  })

  it('[SETTLE-1] as time goes on and the cycle changes, what was released is taken once and in the end always', () => {
    const steps = fc.array(fc.tuple(cycles, fc.integer({ min: 0, max: 40 * 24 })), {
      minLength: 1,
      maxLength: 30,
    })
    const releases = fc.array(fc.integer({ min: 0, max: 300 * 24 }), { maxLength: 40 })
    fc.assert(
      fc.property(instants, steps, releases, (start, moves, hours) => {
        const rows = hours.map((hour) => ({ releaseAt: start + hour * HOUR_MS, taken: 0 }))
        let now = start
        const settle = (cycle: (typeof SETTLEMENT_CYCLES)[number]) => {
          const { cutoffAt } = settlementWindow(cycle, now)
          for (const row of rows) if (row.taken === 0 && row.releaseAt < cutoffAt) row.taken += 1
        }
        for (const [cycle, hour] of moves) {
          now += hour * HOUR_MS
          settle(cycle)
          for (const row of rows) if (row.taken) expect(row.releaseAt).toBeLessThan(now)
        }
        now = start + 400 * DAY_MS
        settle(moves.at(-1)?.[0] ?? 'daily')
        expect(rows.every((row) => row.taken === 1)).toBe(true)
      }),
    )
  })
})

describe('nextSettlementAt', () => {
  it('is the first instant after now at which a later window becomes due', () => {
    fc.assert(
      fc.property(cycles, instants, (cycle, now) => {
        const next = nextSettlementAt(cycle, now)
        const current = settlementWindow(cycle, now)
        expect(next).toBeGreaterThan(now)
        expect(settlementWindow(cycle, next - 1)).toEqual(current)
        expect(settlementWindow(cycle, next)).toMatchObject({ creditedAt: next })
      }),
    )
  })
})

describe('creditedAtOf', () => {
  it('names the first crediting whose window holds the release', () => {
    fc.assert(
      fc.property(cycles, instants, (cycle, releaseAt) => {
        const at = creditedAtOf(cycle, releaseAt)
        expect(settlementWindow(cycle, at).cutoffAt).toBeGreaterThan(releaseAt)
        expect(settlementWindow(cycle, at - 1).cutoffAt).toBeLessThanOrEqual(releaseAt)
      }),
    )
  })
})
