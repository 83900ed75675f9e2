import { crashing, startTestMall, type TestMall } from '../../../../tests/support/context'
import { meanwhile } from '../../../../tests/support/operations'
import type { OrderDoc } from '../../sale/order'
import { quotaOf, setLimit, sweepQuotas, takeQuotas, consumeQuotas, giveBackQuotas } from '.'

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
  mall.db.insert('orders', { _id: orderId, lines: [], state, owed, quotas } as unknown as OrderDoc)
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
