import { crashing, doubling } from '../../../../tests/support/context'
import { startDistributionMall, type DistributionMall } from '../../../../tests/support/distribution'
import { merchant } from '../../../../tests/support/handlers'
import type { Context } from '../../../platform/context'
import { accrueCommission, reverseCommission, scheduleRelease } from '../../distribution/commission'
import { setLimit } from '../../marketing/quota'
import { runSettlement } from '../settlement'
import { MOST_LISTED } from './audit.model'
import { auditBooks } from './audit.service'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Four in the morning of 22 November in Shanghai, and the business day that began then. */
const FOUR = Date.UTC(2026, 10, 21, 20)
const DAY = '2026-11-22'
const ROWS = 3

jest.setTimeout(120_000)
let mall: DistributionMall
beforeAll(async () => void (mall = await startDistributionMall()))
afterAll(() => mall.close())
beforeEach(() => mall.fresh())

/** Books of some orders: settled, pending, refunded before and after; right as they stand. */
async function books(): Promise<void> {
  await mall.distributor('ann')
  for (const [i, path] of [['ann'], ['bob', 'ann'], ['eve'], ['bob'], []].entries()) {
    const order = await mall.paidOrder(`o${i}`, path, { freezeDays: 0, lines: [{ payFen: 10_000 }] })
    await accrueCommission(mall.ctx, order)
    if (i < 3) await scheduleRelease(mall.ctx, await mall.received(order))
  }
  mall.clock.set(FOUR - HOUR_MS)
  await runSettlement(mall.ctx)
  for (const orderId of ['o1', 'o3']) {
    const standing = await mall.db.get('orders', orderId)
    if (!standing) throw new Error()
    const [order, refund] = await mall.refunded(standing, `R${orderId}`)
    await reverseCommission(mall.ctx, order, refund)
  }
  mall.clock.set(FOUR)
}

const audit = (ctx: Context = mall.ctx, until = Infinity) => auditBooks(ctx, until, ROWS)
const standing = async () => {
  const doc = await mall.db.get('audits', DAY)
  if (!doc) throw new Error('no audit')
  return doc
}
const latest = () => merchant['audit.latest'](mall.asStaff())
const takeToPieces = (id = 'o0') => mall.db.change('commissions', { _id: id }, { crediting: true })

describe('a night', () => {
  it('[AUDIT-1] checks everything once a business day, from four o’clock on, and says how much', async () => {
    await books()
    mall.clock.set(FOUR - 1)
    const early = await mall.tripsOf(() => audit())
    expect([early.result, early.trips]).toEqual(['not yet', []])
    expect(await latest()).toEqual({})
    mall.clock.set(FOUR)
    expect(await audit()).toBe('done')
    const counts = await Promise.all(
      (['ledger', 'commissions', 'statements', 'accounts', 'distributors'] as const).map((name) =>
        mall.db.count(name, {}),
      ),
    )
    const documents = counts.reduce((sum, count) => sum + count, 0) + 5
    expect(await latest()).toEqual({
      latest: { day: DAY, checked: documents + 1, differences: 0, finishedAt: FOUR },
    })
    // Whoever comes later finds it done.
    const later = await mall.tripsOf(() => audit())
    expect([later.result, later.trips]).toEqual([
      'done',
      [{ action: 'database.getDocument', collection: 'audits' }],
    ])
    mall.clock.advance(DAY_MS)
    expect(await audit()).toBe('done')
    expect((await latest()).latest?.day).toBe('2026-11-23')
  })

  it('[AUDIT-1] of ten at once one outcome stands, with everything counted once', async () => {
    await books()
    await audit()
    const { checked } = await standing()
    await mall.db.remove('audits', { _id: DAY })
    await Promise.all(Array.from({ length: 10 }, () => audit()))
    expect(await standing()).toMatchObject({ state: 'done', checked, found: [] })
  })

  it('[AUDIT-1] one that comes late takes nothing back from one that is done', async () => {
    await books()
    let isFirst = true
    const late: Context = {
      ...mall.ctx,
      db: {
        ...mall.db,
        find: async (...args: Parameters<typeof mall.db.find>) => {
          if (isFirst) {
            isFirst = false
            expect(await audit()).toBe('done')
          }
          return mall.db.find(...args)
        },
      } as Context['db'],
    }
    expect(await audit(late, 0)).toBe('running')
    expect(await standing()).toMatchObject({ state: 'done' })
    expect(mall.log.filter(({ event }) => event === 'audit.done')).toHaveLength(1)
  })

  it('[AUDIT-2] goes on where its time was up, and comes to the same', async () => {
    await books()
    await mall.db.change('accounts', { _id: 'ann' }, { availableFen: 1 })
    await audit()
    const whole = await standing()
    expect(whole).toMatchObject({ state: 'waiting' })
    await mall.db.remove('audits', { _id: DAY })
    let runs = 1
    const steps = new Set<string>()
    // Each read takes a second, and a run has three.
    const slow = slowed(1_000)
    for (; (await audit(slow, mall.clock.now() + 3_000)) === 'running'; runs++) {
      const { step, after } = await standing()
      steps.add(`${step} ${after ?? ''}`)
      expect(runs).toBeLessThan(200)
    }
    expect(runs).toBeGreaterThan(5)
    expect(steps.size).toBe(runs - 1)
    const { found, checked, unlisted } = await standing()
    expect({ found, checked, unlisted }).toEqual({
      found: whole.found,
      checked: whole.checked,
      unlisted: whole.unlisted,
    })
  })

  it('[AUDIT-2] dies at any operation, or says one twice, and comes to the same', async () => {
    await books()
    await mall.db.change('ledger', { _id: 'accrue-o0' }, { 'postings.0.fen': 1 })
    await audit()
    const { found, checked } = await standing()
    for (const when of ['before', 'after', 'twice'] as const) {
      for (let at = 1; at <= 13; at++) {
        await mall.db.remove('audits', { _id: DAY })
        // A run of one page that fails, and one that does not, until everything was looked at.
        for (let state = ''; state !== 'waiting';) {
          const failing =
            when === 'twice' ? doubling(mall.ctx, at, () => undefined) : crashing(mall.ctx, at, when)
          await auditBooks(failing, 0, 10).catch(() => undefined)
          state = await auditBooks(mall.ctx, 0, 10)
        }
        const after = await standing()
        expect([when, at, after.found, after.checked]).toEqual([when, at, found, checked])
      }
    }
  })
})

/** A context whose reads take so long on the clock. */
function slowed(ms: number): Context {
  const { find, aggregate } = mall.db
  return {
    ...mall.ctx,
    db: {
      ...mall.db,
      find: (...args: Parameters<typeof find>) => {
        mall.clock.advance(ms)
        return find(...args)
      },
      aggregate: (...args: Parameters<typeof aggregate>) => {
        mall.clock.advance(ms)
        return aggregate(...args)
      },
    } as Context['db'],
  }
}

describe('what is found', () => {
  it('[AUDIT-3] counts only when it still stands an hour later', async () => {
    await books()
    await mall.db.change('accounts', { _id: 'ann' }, { availableFen: 1 })
    await takeToPieces()
    expect(await audit()).toBe('waiting')
    expect(await latest()).toEqual({})
    mall.clock.advance(HOUR_MS - 1)
    expect(await audit()).toBe('waiting')
    await mall.db.change('commissions', { _id: 'o0' }, { crediting: mall.db._.remove() })
    mall.clock.advance(1)
    expect(await audit()).toBe('done')
    const { found } = await standing()
    expect(found.map(({ rule, subject }) => [rule, subject])).toEqual([['LEDGER-2', 'ann available']])
    expect((await latest()).latest).toMatchObject({ differences: 1, finishedAt: FOUR + HOUR_MS })
  })

  it('[AUDIT-3] is none when it is owed and carried out within the hour, and one when it is not', async () => {
    await books()
    for (const [carriedOut, differences] of [
      [true, 0],
      [false, 1],
    ] as const) {
      await mall.db.remove('audits', { _id: DAY })
      mall.clock.set(FOUR)
      await takeToPieces()
      expect(await audit()).toBe('waiting')
      if (carriedOut) await runSettlement(mall.ctx)
      mall.clock.advance(HOUR_MS)
      expect(await audit()).toBe('done')
      expect((await latest()).latest).toMatchObject({ differences })
    }
  })

  it('[AUDIT-3] is none when something else is owed by then', async () => {
    await books()
    const owe = (entry: string) =>
      mall.db.change('commissions', { _id: 'o0' }, { owed: mall.db._.set([entry]) })
    await owe('ledger.reverse:R1')
    expect(await audit()).toBe('waiting')
    await owe('ledger.reverse:R2')
    mall.clock.advance(HOUR_MS)
    expect(await audit()).toBe('done')
    expect((await latest()).latest).toMatchObject({ differences: 0 })
  })

  it.each<[string, string, () => Promise<unknown>]>([
    [
      'LEDGER-1',
      'an entry that does not sum to 0',
      () => mall.db.change('ledger', { _id: 'accrue-o0' }, { 'postings.0.fen': 1 }),
    ],
    [
      'LEDGER-2',
      'a balance that nobody booked',
      () => mall.db.change('accounts', { _id: 'bob' }, { paidFen: 1 }),
    ],
    ['LEDGER-2', 'an account that is gone', () => mall.db.remove('accounts', { _id: 'eve' })],
    [
      'LEDGER-3',
      'a refund of which the commission knows nothing',
      () => mall.db.change('commissions', { _id: 'o3' }, { reversals: mall.db._.set({}) }),
    ],
    ['LEDGER-4', 'an entry that is missing', () => mall.db.remove('ledger', { _id: 'reverse-o3-Ro3' })],
    ['LEDGER-4', 'an entry for nothing', () => mall.db.remove('commissions', { _id: 'o3' })],
    [
      'LEDGER-4',
      'an entry of a statement that is gone',
      () => mall.db.remove('statements', { distributorId: 'eve' }),
    ],
    ['COMM-3', 'a paid order without commission', () => mall.paidOrder('o9', ['ann'])],
    [
      'SETTLE-2',
      'a commission of a settlement that no statement holds',
      () => mall.db.change('commissions', { _id: 'o0' }, { cycle: '2026-11-01' }),
    ],
    [
      'SETTLE-2',
      'a statement of a settlement that took nothing',
      () => mall.db.change('statements', { distributorId: 'eve' }, { cycle: '2026-10' }),
    ],
    [
      'OWED',
      'a statement that is not posted',
      () => mall.db.change('statements', { distributorId: 'ann' }, { state: 'open' }),
    ],
    [
      'QUOTA-12',
      'a quota of which more is taken than anybody says',
      async () => {
        await setLimit(mall.ctx, 'budget.p1', 100)
        const used = { available: mall.db._.inc(-30), used: mall.db._.inc(30) }
        await mall.db.change('quotas', { _id: 'budget.p1' }, used)
      },
    ],
  ])('[AUDIT-4] names %s: %s', async (rule, _, breakIt) => {
    await books()
    await breakIt()
    expect(await audit()).toBe('waiting')
    mall.clock.advance(HOUR_MS)
    expect(await audit()).toBe('done')
    const { found } = await standing()
    expect(found.map((finding) => finding.rule)).toContain(rule)
    expect(found).toEqual(
      expect.arrayContaining((await mall.books()).map((one) => expect.objectContaining(one))),
    )
    expect((await latest()).latest?.differences).toBe(found.length)
    const told = mall.log.filter(({ event }) => event === 'audit.different')
    expect(told).toHaveLength(found.length)
  })

  it('[AUDIT-4] is listed as far as there is room, and counted beyond', async () => {
    await mall.db.insertMany(
      'ledger',
      Array.from({ length: MOST_LISTED + 50 }, (_, i) => ({
        _id: `accrue-nothing${i}`,
        kind: 'accrue',
        orderId: `nothing${i}`,
        postings: [],
        distributorIds: [],
      })) as never,
    )
    mall.clock.set(FOUR)
    await auditBooks(mall.ctx, Infinity)
    mall.clock.advance(HOUR_MS)
    await auditBooks(mall.ctx, Infinity)
    expect(await standing()).toMatchObject({ found: { length: MOST_LISTED }, unlisted: 50 })
    expect((await latest()).latest).toMatchObject({ differences: MOST_LISTED + 50 })
  })
})
