import { crashing, doubling, indexOf, startTestMall, type TestMall } from '../../tests/support/context'
import { loose } from '../../tests/local/loose'
import type { Context } from './context'
import * as machine from './owed'
import { PARKED_AFTER, readEntry, type EffectTable, type Owing } from './owed'

/**
 * The machine on a document of the test's own: its effects write rows under ids that follow from document, effect and
 * key, as all effects do, so that what was carried out can be counted.
 */

const OWERS = 'owers'
const DONE = 'doneEffects'
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
jest.setTimeout(120_000)

type Paid = (
  ctx: Context,
  collection: string,
  document: Owing,
  table: EffectTable<Owing>,
  options?: { backOff?: boolean },
) => Promise<string[]>
const pay = machine.payOwed as unknown as Paid
const payOwing = machine.payOwing as unknown as (
  ctx: Context,
  collection: string,
  table: EffectTable<Owing>,
  options: { limit: number; until: number },
) => Promise<{ taken: number; left: number }>

let mall: TestMall
/** Every run of an effect, in order. */
let ran: string[] = []
/** How each entry ends; `done` when it is not named. */
let ends: Record<string, 'later' | 'fail' | (() => Promise<void>)> = {}

beforeAll(async () => {
  mall = await startTestMall({
    rows: [
      { collection: OWERS, indexes: [indexOf({ owedAt: 1 }), indexOf({ parkedAt: 1, _id: 1 })] },
      { collection: DONE, indexes: [] },
    ],
  })
})
afterAll(() => mall.close())
beforeEach(() => {
  mall.reset()
  ran = []
  ends = {}
})

const entryOf = (effect: string, key: string) => (key ? `${effect}:${key}` : effect)

const effectNamed = (effect: string, more: object = {}) => ({
  what: effect,
  async run(ctx: Context, document: Owing, key: string): Promise<'done' | 'later'> {
    const entry = entryOf(effect, key)
    ran.push(entry)
    const end = ends[entry] ?? ends[effect]
    if (typeof end === 'function') await end()
    if (end === 'fail') throw Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })
    if (end === 'later') return 'later'
    await loose(ctx.db).insert(DONE, { _id: `${document._id} ${entry}` })
    return 'done'
  },
  ...more,
})

const TABLE: EffectTable<Owing> = {
  'stock.sell': effectNamed('stock.sell'),
  'stock.restock': effectNamed('stock.restock'),
  'refund.pay': effectNamed('refund.pay'),
  'tell.buyer': effectNamed('tell.buyer', { telling: true }),
}

async function owed(entries: string[], _id = 'd1'): Promise<Owing> {
  await loose(mall.db).insert(OWERS, { _id, ...machine.owing(entries, mall.clock.now()) })
  return standing(_id)
}
const standing = async (_id = 'd1'): Promise<Owing> => {
  const found = await loose(mall.db).get<Owing>(OWERS, _id)
  if (!found) throw new Error(`no ${_id}`)
  return found
}
const alsoOwe = (entries: string[], _id = 'd1') =>
  loose(mall.db).change(OWERS, { _id }, machine.owe(mall.ctx, entries))
const done = async () =>
  (
    await loose(mall.db).find<{ _id: string }>(DONE, { where: {}, orderBy: [['_id', 'asc']], limit: 1000 })
  ).map(({ _id }) => _id.slice(_id.indexOf(' ') + 1))
/** One run of the timer. */
const timer = (ctx: Context = mall.ctx) => payOwing(ctx, OWERS, TABLE, { limit: 100, until: Infinity })

describe('what is owed', () => {
  it('[OWED-1] is carried out in its order and comes off the list, in one update', async () => {
    const document = await owed(['stock.sell', 'refund.pay:R1', 'refund.pay:R2', 'tell.buyer'])
    const { result, trips } = await mall.tripsOf(() => pay(mall.ctx, OWERS, document, TABLE))
    expect(result).toEqual([])
    expect(ran).toEqual(['stock.sell', 'refund.pay:R1', 'refund.pay:R2', 'tell.buyer'])
    expect(await standing()).toEqual({ _id: 'd1', owed: [], revision: 1 })
    expect(trips).toHaveLength(5)
  })

  it('[OWED-1] is carried out once when it stands twice, and left alone when the table does not know it', async () => {
    const document = await owed(['stock.sell', 'stock.sell', 'other.thing'])
    expect(await pay(mall.ctx, OWERS, document, TABLE)).toEqual(['other.thing'])
    expect(ran).toEqual(['stock.sell'])
    expect(await standing()).toMatchObject({ owed: ['other.thing'], owedAt: document.owedAt })
  })

  it('[OWED-1] is found by the timer, the longest waiting first, each once a run', async () => {
    for (let i = 0; i < 12; i++) {
      await owed(['stock.sell'], `d${i}`)
      mall.clock.advance(1)
    }
    await owed([], 'nothing')
    ends['stock.sell'] = 'fail'
    expect(await timer()).toEqual({ taken: 12, left: 12 })
    expect(ran).toHaveLength(12)
    ends = {}
    expect(await timer()).toEqual({ taken: 0, left: 0 })
    mall.clock.advance(MINUTE_MS)
    expect(await timer()).toEqual({ taken: 12, left: 0 })
  })

  it('[MIGRATE-12] a keyed effect that is owed without its key waits until it has one', async () => {
    const table = { 'parcel.upload': effectNamed('parcel.upload', { keyed: true }) }
    const document = await owed(['parcel.upload'])
    expect(await pay(mall.ctx, OWERS, document, table)).toEqual(['parcel.upload'])
    expect(ran).toEqual([])
    await loose(mall.db).change(OWERS, { _id: 'd1' }, { owed: mall.db._.set(['parcel.upload:first']) })
    expect(await pay(mall.ctx, OWERS, await standing(), table)).toEqual([])
    expect(ran).toEqual(['parcel.upload:first'])
  })

  it('[OWED-1] of fifty at once carries out everything, and nothing is left', async () => {
    await owed(['stock.sell', 'refund.pay:R1', 'tell.buyer'])
    await Promise.all(Array.from({ length: 50 }, async () => pay(mall.ctx, OWERS, await standing(), TABLE)))
    while ((await standing()).owed.length > 0) await timer()
    expect(await done()).toEqual(['refund.pay:R1', 'stock.sell', 'tell.buyer'])
    expect(ran.filter((entry) => entry === 'tell.buyer')).toHaveLength(1)
  })
})

describe('what fails', () => {
  it('[OWED-2] stays, holds up the later ones on the same thing only, and is tried less and less often', async () => {
    await owed(['stock.sell', 'stock.restock:R1', 'refund.pay:R1'])
    ends['stock.sell'] = 'fail'
    await timer()
    expect(ran).toEqual(['stock.sell', 'refund.pay:R1'])
    expect(await standing()).toMatchObject({
      owed: ['stock.sell', 'stock.restock:R1'],
      owedAt: mall.clock.now() + MINUTE_MS,
      retries: [{ entry: 'stock.sell', tries: 1, cause: 'ETIMEDOUT' }],
    })
    const pauses: number[] = []
    for (let tries = 2; tries < PARKED_AFTER; tries++) {
      mall.clock.set((await standing()).owedAt ?? 0)
      await timer()
      pauses.push(((await standing()).owedAt ?? 0) - mall.clock.now())
    }
    expect(pauses.map((ms) => ms / MINUTE_MS)).toEqual([2, 4, 8, 16, 32, 60])
    ends = {}
    mall.clock.advance(60 * MINUTE_MS)
    await timer()
    expect(ran.slice(-2)).toEqual(['stock.sell', 'stock.restock:R1'])
    expect(await standing()).toMatchObject({ owed: [] })
    expect(await standing()).not.toHaveProperty('retries')
  })

  it('[OWED-2] of one key does not hold up another key', async () => {
    await owed(['refund.pay:R1', 'refund.pay:R2'])
    ends['refund.pay:R1'] = 'fail'
    await timer()
    expect((await standing()).owed).toEqual(['refund.pay:R1'])
  })

  it('[OWED-2] stays due within a call, so that the timer tries it next', async () => {
    const document = await owed(['stock.sell', 'refund.pay:R1'])
    ends['stock.sell'] = 'fail'
    expect(await pay(mall.ctx, OWERS, document, TABLE)).toEqual(['stock.sell'])
    expect(await standing()).toMatchObject({ owed: ['stock.sell'], owedAt: document.owedAt })
  })

  it('[OWED-2] is looked at again when it is only not final yet, and never parked for that', async () => {
    await owed(['refund.pay:R1'])
    ends['refund.pay'] = 'later'
    for (let i = 0; i < PARKED_AFTER + 3; i++) {
      await timer()
      mall.clock.set((await standing()).owedAt ?? 0)
    }
    expect(await standing()).toMatchObject({ retries: [{ entry: 'refund.pay:R1', tries: PARKED_AFTER + 3 }] })
    expect(await standing()).not.toHaveProperty('parkedAt')
    // The looks are no failures: the first failure is the first.
    ends['refund.pay'] = 'fail'
    await timer()
    expect((await standing()).retries).toEqual([{ entry: 'refund.pay:R1', tries: 1, cause: 'ETIMEDOUT' }])
    expect(await standing()).not.toHaveProperty('parkedAt')
  })

  it('[OWED-2] never fails the call, nor when the list cannot be shortened', async () => {
    const document = await owed(['stock.sell'])
    await expect(pay(crashing(mall.ctx, 2), OWERS, document, TABLE)).resolves.toEqual([])
    expect((await standing()).owed).toEqual(['stock.sell'])
    expect(mall.log.map(({ event }) => event)).toContain('owed.not_shortened')
  })
})

/** Fails until it is parked. */
async function park(entries: string[], failing: string) {
  await owed(entries)
  ends[failing] = 'fail'
  for (let tries = 0; tries < PARKED_AFTER; tries++) {
    await timer()
    if (tries < PARKED_AFTER - 1) mall.clock.set((await standing()).owedAt ?? 0)
  }
}

describe('what is parked', () => {
  it('[OWED-3] is noted with its cause when it has failed so often, and tried once a day', async () => {
    await park(['refund.pay:R1'], 'refund.pay')
    const parkedAt = mall.clock.now()
    expect(await standing()).toMatchObject({
      parkedAt,
      owedAt: parkedAt + DAY_MS,
      retries: [{ entry: 'refund.pay:R1', tries: PARKED_AFTER, cause: 'ETIMEDOUT' }],
    })
    mall.clock.advance(DAY_MS)
    await timer()
    expect(await standing()).toMatchObject({ parkedAt, owedAt: mall.clock.now() + DAY_MS })
    ends = {}
    mall.clock.advance(DAY_MS)
    await timer()
    expect(await standing()).toEqual({ _id: 'd1', owed: [], revision: PARKED_AFTER + 2 })
  })

  it('[OWED-3] does not keep what else is owed from its time', async () => {
    await park(['refund.pay:R1'], 'refund.pay')
    await alsoOwe(['stock.sell'])
    ends['stock.sell'] = 'fail'
    await timer()
    expect(await standing()).toMatchObject({
      owed: ['refund.pay:R1', 'stock.sell'],
      owedAt: mall.clock.now() + MINUTE_MS,
    })
    ends['stock.sell'] = () => Promise.resolve()
    mall.clock.advance(MINUTE_MS)
    await timer()
    expect(await standing()).toMatchObject({ owed: ['refund.pay:R1'], owedAt: mall.clock.now() + DAY_MS })
    expect((await standing()).parkedAt).toBeDefined()
  })

  it('[OWED-3] is what nobody knows to carry out any more, too', async () => {
    await owed(['gone.effect'])
    for (let tries = 0; tries < PARKED_AFTER; tries++) {
      await timer()
      mall.clock.set((await standing()).owedAt ?? 0)
    }
    expect(await standing()).toMatchObject({ retries: [{ tries: PARKED_AFTER, cause: 'no such effect' }] })
    expect((await standing()).parkedAt).toBeDefined()
  })

  it('[OWED-3] may be a message, too, and does not put off what else is owed', async () => {
    await park(['tell.buyer', 'stock.sell'], 'tell.buyer')
    expect(await done()).toEqual(['stock.sell'])
    expect(await standing()).toMatchObject({ owed: ['tell.buyer'], parkedAt: mall.clock.now() })
    await alsoOwe(['stock.restock:R1'])
    ends['stock.restock'] = 'fail'
    await timer()
    expect(await standing()).toMatchObject({ owedAt: mall.clock.now() + MINUTE_MS })
  })
})

describe('whoever is told something', () => {
  it('[OWED-4] is told after it came off the list, and only by who took it off', async () => {
    const document = await owed(['tell.buyer'])
    ends['tell.buyer'] = async () => expect((await standing()).owed).toEqual([])
    await pay(mall.ctx, OWERS, document, TABLE)
    expect(ran).toEqual(['tell.buyer'])
    // Somebody who saw the list before tells nobody.
    expect(await pay(mall.ctx, OWERS, document, TABLE)).toEqual(['tell.buyer'])
    expect(ran).toEqual(['tell.buyer'])
  })

  it('[OWED-4] is told once, also after a crash at any operation', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let at = 1; at <= 4; at++) {
        mall.reset()
        ran = []
        const document = await owed(['stock.sell', 'tell.buyer'])
        await pay(crashing(mall.ctx, at, when), OWERS, document, TABLE).catch(() => undefined)
        mall.clock.advance(MINUTE_MS)
        await timer()
        expect(ran.filter((entry) => entry === 'tell.buyer').length).toBeLessThanOrEqual(1)
        expect(await done()).toContain('stock.sell')
        expect((await standing()).owed).toEqual([])
      }
    }
  })
})

describe('a crash', () => {
  it('[OWED-5] at any operation, or one that arrives twice, loses nothing', async () => {
    const entries = ['stock.sell', 'refund.pay:R1', 'refund.pay:R2', 'stock.restock:R1']
    for (const when of ['before', 'after', 'twice'] as const) {
      for (let at = 1; at <= 6; at++) {
        mall.reset()
        await owed(entries)
        const failing =
          when === 'twice' ? doubling(mall.ctx, at, () => undefined) : crashing(mall.ctx, at, when)
        await timer(failing).catch(() => undefined)
        for (let more = 0; more < 5 && (await standing()).owed.length > 0; more++) {
          mall.clock.advance(MINUTE_MS)
          await timer()
        }
        expect([when, at, await done()]).toEqual([when, at, [...entries].sort()])
        expect((await standing()).owed).toEqual([])
      }
    }
  })
})

describe('what comes to be owed meanwhile', () => {
  it('[OWED-6] is never lost: while effects run, while the list is shortened, and of fifty at once', async () => {
    // Whenever an effect of the first runs, something more comes to be owed.
    const document = await owed(['stock.sell', 'refund.pay:R0'])
    ends['stock.sell'] = () => alsoOwe(['refund.pay:R1']).then(() => undefined)
    expect(await pay(mall.ctx, OWERS, document, TABLE)).toEqual([])
    expect((await standing()).owed).toContain('refund.pay:R1')
    ends = {}
    await timer()
    expect(await done()).toEqual(['refund.pay:R0', 'refund.pay:R1', 'stock.sell'])
  })

  it('[OWED-6] right before the list is shortened, by whichever operation', async () => {
    for (let at = 1; at <= 4; at++) {
      mall.reset()
      ran = []
      const document = await owed(['stock.sell', 'refund.pay:R0', 'tell.buyer'])
      let count = 0
      const meanwhile: Context = {
        ...mall.ctx,
        db: {
          ...mall.db,
          insert: (async (...args: [never, never]) => {
            if (++count === at) await alsoOwe(['refund.pay:R1'])
            return mall.db.insert(...args)
          }) as Context['db']['insert'],
          change: (async (...args: [never, never, never]) => {
            if (++count === at) await alsoOwe(['refund.pay:R1'])
            return mall.db.change(...args)
          }) as Context['db']['change'],
        },
      }
      await pay(meanwhile, OWERS, document, TABLE)
      await timer()
      expect([at, await done()]).toEqual([at, ['refund.pay:R0', 'refund.pay:R1', 'stock.sell', 'tell.buyer']])
      expect(ran.filter((entry) => entry === 'tell.buyer')).toHaveLength(1)
    }
  })

  it('[OWED-6] of twenty that come while ten shorten the list all are carried out', async () => {
    await owed(['stock.sell'])
    const keys = Array.from({ length: 20 }, (_, i) => `R${i}`)
    await Promise.all([
      ...keys.map((key) => alsoOwe([`refund.pay:${key}`])),
      ...Array.from({ length: 10 }, async () => pay(mall.ctx, OWERS, await standing(), TABLE)),
    ])
    for (let more = 0; more < 5 && (await standing()).owed.length > 0; more++) await timer()
    expect((await done()).sort()).toEqual([...keys.map((key) => `refund.pay:${key}`), 'stock.sell'].sort())
  })
})

test('an entry is read as it was written', () => {
  for (const [effect, key] of [
    ['stock.sell', undefined],
    ['refund.pay', 'R20261121'],
  ] as const) {
    expect(readEntry(machine.entryOf(effect, key))).toEqual({ effect, key: key ?? '' })
  }
})
