import { crashing, startTestMall, type TestMall } from '../../../../tests/support/context'
import { meanwhile } from '../../../../tests/support/operations'
import type { Context } from '../../../platform/context'
import type { OrderDoc } from '../../sale/order'
import {
  consumeQuotas,
  giveBackQuotas,
  ownerOf,
  quotaOf,
  setLimit,
  sweepQuotas,
  takeQuotas,
  type QuotaOwners,
} from '.'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const OLD_MS = 10 * MINUTE_MS
const NEVER = 9_999_999_999_999

// Generous: the machine may be busy, and nothing here waits for time to pass.
jest.setTimeout(240_000)

let mall: TestMall
beforeAll(async () => {
  mall = await startTestMall()
})
beforeEach(async () => {
  mall.reset()
  await setLimit(mall.ctx, 'budget.p1', 1_000)
})
afterAll(() => mall.close())

const needs = [
  { quotaId: 'budget.p1', amount: 100 },
  { quotaId: 'uses.p1.a', amount: 1, limit: 9 },
]
const take = (owner: string) => takeQuotas(mall.ctx, owner, needs)
const place = (orderId: string, state: OrderDoc['state'], owed: string[] = [], quotas = needs) =>
  mall.db.insert('orders', {
    _id: orderId,
    slot: orderId,
    lines: [],
    state,
    owed,
    quotas,
  } as unknown as OrderDoc)
const numbers = async () => {
  const budget = await quotaOf(mall.ctx, 'budget.p1')
  const uses = await quotaOf(mall.ctx, 'uses.p1.a', 9)
  return [budget?.left, budget?.held, budget?.used, uses?.left, uses?.held, uses?.used]
}

describe('sweeping what no order counts on', () => {
  it('[QUOTA-9] gives it back, once, and nothing else', async () => {
    for (const id of ['none', 'unpaid', 'paid', 'using', 'closed', 'closing', 'other']) await take(id)
    await place('unpaid', 'pending_payment')
    await place('paid', 'paid')
    await place('using', 'paid', ['quota.use'])
    await place('closed', 'closed', ['stock.release'])
    await place('closing', 'closed', ['quota.release'])
    await place('other', 'pending_payment', [], [{ quotaId: 'budget.p2', amount: 100 }])
    expect(await sweepQuotas(mall.ctx, OLD_MS)).toBe(0)
    mall.clock.advance(OLD_MS)
    const swept = await Promise.all([sweepQuotas(mall.ctx, OLD_MS), sweepQuotas(mall.ctx, OLD_MS)])
    // Of `none`, `paid`, `closed` and `other`, in both quotas.
    expect(swept[0] + swept[1]).toBe(8)
    const documents = await mall.db.find('quotas', { where: {}, limit: 10 })
    for (const { holds } of documents)
      expect(Object.keys(holds).sort()).toEqual(['closing', 'unpaid', 'using'])
    expect(await numbers()).toEqual([700, 300, 0, 6, 3, 0])
  })

  it('[QUOTA-9] stops looking when there is nothing to find, and starts again with the next hold', async () => {
    await take('o1')
    mall.clock.advance(OLD_MS)
    expect(await sweepQuotas(mall.ctx, OLD_MS)).toBe(2)
    const documents = await mall.db.find('quotas', { where: {}, limit: 10 })
    expect(documents.map(({ watchAt }) => watchAt)).toEqual([NEVER, NEVER])
    const { trips } = await mall.tripsOf(() => sweepQuotas(mall.ctx, OLD_MS))
    expect(trips).toHaveLength(1)
    await take('o2')
    mall.clock.advance(OLD_MS)
    expect(await sweepQuotas(mall.ctx, OLD_MS)).toBe(2)
    expect(await numbers()).toEqual([1_000, 0, 0, 9, 0, 0])
  })

  it('[QUOTA-9] goes on looking when somebody has taken something while it looked', async () => {
    await take('o1')
    mall.clock.advance(OLD_MS)
    let orders = 0
    const ctx = meanwhile(mall.ctx, 'quotas', () => (orders++ === 0 ? take('o2') : undefined))
    expect(await sweepQuotas(ctx, OLD_MS)).toBe(2)
    mall.clock.advance(OLD_MS)
    expect(await sweepQuotas(mall.ctx, OLD_MS)).toBe(2)
    expect(await numbers()).toEqual([1_000, 0, 0, 9, 0, 0])
  })

  it('[QUOTA-9] leaves alone what a new try has just come to count on', async () => {
    await take('o1')
    mall.clock.advance(OLD_MS)
    const ctx = meanwhile(mall.ctx, 'quotas', () => take('o1'))
    expect(await sweepQuotas(ctx, OLD_MS)).toBe(0)
    expect(await numbers()).toEqual([900, 100, 0, 8, 1, 0])
  })

  it('[QUOTA-9] begins nothing after its time', async () => {
    await take('o1')
    mall.clock.advance(OLD_MS)
    expect(await sweepQuotas(mall.ctx, OLD_MS, mall.clock.now() - 1)).toBe(0)
    expect(await sweepQuotas(mall.ctx, OLD_MS, mall.clock.now())).toBe(2)
  })

  it('[QUOTA-9] looks at the documents of many members in one run', async () => {
    for (let i = 0; i < 120; i++) {
      await takeQuotas(mall.ctx, `o${i}`, [{ quotaId: `uses.p1.m${i}`, amount: 1, limit: 1 }])
    }
    mall.clock.advance(OLD_MS)
    expect(await sweepQuotas(mall.ctx, OLD_MS)).toBe(120)
  })

  it('[QUOTA-9] remembers what a refund gave back as long as its order may give it back again', async () => {
    await place('o1', 'paid', ['quota.giveBack:R1'])
    await take('o1')
    await consumeQuotas(mall.ctx, 'o1', needs)
    const back = () => giveBackQuotas(mall.ctx, 'o1', 'R1', [{ quotaId: 'budget.p1', amount: 40 }])
    await back()
    mall.clock.advance(2 * DAY_MS)
    await sweepQuotas(mall.ctx, OLD_MS)
    await back()
    expect(await numbers()).toEqual([940, 0, 60, 8, 0, 1])
    await mall.db.change('orders', { _id: 'o1' }, { owed: mall.db._.set([]) })
    mall.clock.advance(OLD_MS)
    await sweepQuotas(mall.ctx, OLD_MS)
    expect(await mall.db.get('quotas', 'budget.p1')).toMatchObject({ marks: {}, watchAt: NEVER })
  })

  it('[QUOTA-9] is exact after a crash at any operation of taking, or of the sweep itself', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let at = 1; at <= 8; at++) {
        mall.reset()
        await setLimit(mall.ctx, 'budget.p1', 1_000)
        await setLimit(mall.ctx, 'budget.p2', 50)
        const tooMuch = [...needs, { quotaId: 'budget.p2', amount: 51 }]
        await takeQuotas(crashing(mall.ctx, at, when), 'o1', tooMuch).catch(() => undefined)
        await take('o2')
        mall.clock.advance(OLD_MS)
        await sweepQuotas(crashing(mall.ctx, at, when), OLD_MS).catch(() => undefined)
        mall.clock.advance(OLD_MS)
        await sweepQuotas(mall.ctx, OLD_MS)
        expect({ when, at, numbers: await numbers() }).toEqual({
          when,
          at,
          numbers: [1_000, 0, 0, 9, 0, 0],
        })
      }
    }
  })
})

describe('owners of another kind than orders', () => {
  const seats = (live: readonly string[] = [], repeating: readonly string[] = []): QuotaOwners => ({
    name: 'seat',
    standing: async () => ({
      isLive: (id) => live.includes(id),
      mayRepeat: (id) => repeating.includes(id),
    }),
    taken: async () => new Map(),
  })
  const answering = (...owners: QuotaOwners[]): Context => ({
    ...mall.ctx,
    seams: { ...mall.ctx.seams, quotaOwners: [...mall.ctx.seams.quotaOwners, ...owners] },
  })
  const holders = async () => Object.keys((await mall.db.get('quotas', 'budget.p1'))?.holds ?? {}).sort()
  const hold = (ctx: Context, kind: string, id: string) =>
    takeQuotas(ctx, ownerOf(kind, id), [{ quotaId: 'budget.p1', amount: 100 }])

  it('[QUOTA-11] keep what they hold as long as their domain says that they stand, under ids of their own', async () => {
    const ctx = answering(seats(['s1']))
    for (const id of ['s1', 's2', 'o1']) await hold(ctx, 'seat', id)
    await take('s1')
    // An order of the same id is another owner.
    await take('o1')
    await place('o1', 'pending_payment')
    mall.clock.advance(OLD_MS)
    // Of `seat:s2` and `seat:o1`, and of the order `s1` in both quotas.
    expect(await sweepQuotas(ctx, OLD_MS)).toBe(4)
    expect(await holders()).toEqual(['o1', 'seat:s1'])
    mall.clock.advance(DAY_MS)
    expect(await sweepQuotas(ctx, OLD_MS)).toBe(0)
    mall.clock.advance(OLD_MS)
    expect(await sweepQuotas(answering(seats()), OLD_MS)).toBe(1)
    expect(await holders()).toEqual(['o1'])
  })

  it('[QUOTA-11] hold nothing when no domain answers for them, and nobody sweeps what one answered for once', async () => {
    await expect(hold(mall.ctx, 'seat', 's1')).rejects.toThrow(RangeError)
    expect(await holders()).toEqual([])
    await hold(answering(seats()), 'seat', 's1')
    mall.clock.advance(OLD_MS)
    expect(await sweepQuotas(mall.ctx, OLD_MS)).toBe(0)
    expect(await holders()).toEqual(['seat:s1'])
  })

  it('[QUOTA-11] are remembered as long as their domain says that they may give back again', async () => {
    const ctx = answering(seats([], ['s1']))
    const owner = ownerOf('seat', 's1')
    const needs = [{ quotaId: 'budget.p1', amount: 100 }]
    await takeQuotas(ctx, owner, needs)
    await consumeQuotas(ctx, owner, needs)
    const back = () => giveBackQuotas(ctx, owner, 'left', needs)
    await back()
    mall.clock.advance(2 * DAY_MS)
    await sweepQuotas(ctx, OLD_MS)
    await back()
    expect(await quotaOf(mall.ctx, 'budget.p1')).toMatchObject({ left: 1_000, used: 0 })
    await sweepQuotas(answering(seats()), OLD_MS)
    expect(await mall.db.get('quotas', 'budget.p1')).toMatchObject({ marks: {} })
  })

  it('[QUOTA-11] of 16 that try again while they are swept each holds once, whoever comes first', async () => {
    const ctx = answering(seats())
    await setLimit(mall.ctx, 'budget.p1', 10_000)
    const ids = Array.from({ length: 16 }, (_, i) => `s${i}`)
    let won = 0
    for (let round = 0; round < 5; round++) {
      for (const id of ids) await hold(ctx, 'seat', id)
      mall.clock.advance(OLD_MS)
      const [first, second] = await Promise.all([
        sweepQuotas(ctx, OLD_MS),
        sweepQuotas(ctx, OLD_MS),
        ...ids.map((id) => hold(ctx, 'seat', id)),
      ])
      const swept = (first ?? 0) + (second ?? 0)
      const { holds = {}, available } = (await mall.db.get('quotas', 'budget.p1')) ?? {}
      expect(Object.keys(holds)).toHaveLength(16)
      expect(available).toBe(10_000 - 1_600)
      // Who was swept first took it anew; the others count on what they held.
      expect(Object.values(holds).filter(({ claims }) => claims === 1)).toHaveLength(swept)
      won += swept
      mall.clock.advance(OLD_MS)
      expect(await sweepQuotas(ctx, OLD_MS)).toBe(16)
    }
    expect(won).toBeLessThanOrEqual(5 * 16)
    expect(await quotaOf(mall.ctx, 'budget.p1')).toMatchObject({ left: 10_000, held: 0, used: 0 })
  })
})
