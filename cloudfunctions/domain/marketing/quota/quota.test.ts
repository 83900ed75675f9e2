import { AppError } from '@shared/contract/errors'
import { startTestMall, type TestMall } from '../../../../tests/support/context'
import { meanwhile, roundsOf } from '../../../../tests/support/operations'
import {
  giveBackQuotas,
  quotaIdOf,
  quotaOf,
  releaseQuotas,
  setLimit,
  takeQuotas,
  untakeQuotas,
  consumeQuotas,
  type QuotaNeed,
} from '.'

// Generous: the machine may be busy, and nothing here waits for time to pass.
jest.setTimeout(240_000)

let mall: TestMall
beforeAll(async () => {
  mall = await startTestMall()
})
beforeEach(() => mall.reset())
afterAll(() => mall.close())

const BUDGET = 'budget.p1'
const USES = quotaIdOf('uses', 'p1', 'oBuyer')

const take = (owner: string, ...needs: QuotaNeed[]) => takeQuotas(mall.ctx, owner, needs)
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  )
const atOnce = (count: number, one: (i: number) => Promise<unknown>) =>
  Promise.all(Array.from({ length: count }, (_, i) => codeOf(one(i))))
const budget = async () => {
  const { limit, left, held, used } = (await quotaOf(mall.ctx, BUDGET)) ?? {}
  return { limit, left, held, used }
}
const uses = async (limit = 1) => {
  const { left, held, used } = (await quotaOf(mall.ctx, USES, limit)) ?? {}
  return { left, held, used }
}

describe.each([
  { shards: 1, orders: 1_000 },
  { shards: 4, orders: 400 },
])('a budget over $shards documents', ({ shards, orders }) => {
  /** Between 40 and 539 fen. */
  const amountOf = (i: number) => 40 + ((i * 137) % 500)
  const need = (amount: number): QuotaNeed => ({ quotaId: BUDGET, amount, shards })

  it('[QUOTA-1] is never exceeded by many orders at once, and can be used to the last fen', async () => {
    const limit = orders * 100
    await setLimit(mall.ctx, BUDGET, limit, shards)
    const codes = await atOnce(orders, (i) => take(`o${i}`, need(amountOf(i))))
    const won = codes.flatMap((code, i) => (code === 'ok' ? [i] : []))
    const given = won.reduce((sum, i) => sum + amountOf(i), 0)
    expect(codes.filter((code) => !['ok', 'QUOTA_GONE', 'BUSY'].includes(code))).toEqual([])
    expect(await budget()).toEqual({ limit, left: limit - given, held: given, used: 0 })
    expect(given).toBeLessThanOrEqual(limit)

    // Who was too late is offered what is left, until nothing is.
    let left = limit - given
    for (let i = 0; left > 0; i++) {
      await take(`late${i}`, need(Math.min(left, 300)))
      left = (await budget()).left ?? 0
    }
    expect(await codeOf(take('last', need(1)))).toBe('QUOTA_GONE')
    await Promise.all(
      won.map((i) => (i % 2 ? consumeQuotas : releaseQuotas)(mall.ctx, `o${i}`, [need(amountOf(i))])),
    )
    const used = won.filter((i) => i % 2).reduce((sum, i) => sum + amountOf(i), 0)
    expect(await budget()).toEqual({
      limit,
      left: given - used,
      held: limit - given,
      used,
    })
  })

  it('[QUOTA-1] gives parts of several documents when no single one has enough', async () => {
    await setLimit(mall.ctx, BUDGET, 1_000, shards)
    await take('o1', need(999))
    expect(await budget()).toMatchObject({ left: 1, held: 999 })
    await take('o1', need(999))
    expect(await codeOf(take('o2', need(2)))).toBe('QUOTA_GONE')
    expect(await budget()).toMatchObject({ left: 1, held: 999 })
    await consumeQuotas(mall.ctx, 'o1', [need(999)])
    expect(await budget()).toMatchObject({ left: 1, held: 0, used: 999 })
  })
})

describe('uses of a member', () => {
  const need = (limit = 1, amount = 1): QuotaNeed => ({ quotaId: USES, amount, limit })

  it('[QUOTA-2] one of 50 orders at once has the only use, and its document is made once', async () => {
    const codes = await atOnce(50, (i) => take(`o${i}`, need()))
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1)
    expect(codes.filter((code) => code === 'QUOTA_GONE')).toHaveLength(49)
    expect(await uses()).toEqual({ left: 0, held: 1, used: 0 })
    expect(await mall.db.count('quotas', {})).toBe(1)
  })

  it('[QUOTA-2] are counted when nothing is made beforehand: 3 of 50', async () => {
    const codes = await atOnce(50, (i) => take(`o${i}`, need(3)))
    expect(codes.filter((code) => code === 'ok')).toHaveLength(3)
    await atOnce(50, (i) => consumeQuotas(mall.ctx, `o${i}`, [need(3)]))
    expect(await uses(3)).toEqual({ left: 0, held: 0, used: 3 })
    expect(await codeOf(take('more', need(3)))).toBe('QUOTA_GONE')
  })

  it('[QUOTA-2] the limit is the need’s: another one counts at once, and what was used stays', async () => {
    await atOnce(3, (i) => take(`o${i}`, need(3)))
    expect(await codeOf(take('less', need(2)))).toBe('QUOTA_GONE')
    await take('more', need(4))
    expect(await uses(4)).toEqual({ left: 0, held: 4, used: 0 })
    expect(await uses(2)).toEqual({ left: 0, held: 4, used: 0 })
  })

  it('[QUOTA-2] nobody gets more than the limit at the first use, and nothing of a limit of 0', async () => {
    expect(await codeOf(take('o1', need(2, 3)))).toBe('QUOTA_GONE')
    expect(await codeOf(take('o1', need(0)))).toBe('QUOTA_GONE')
    expect(await mall.db.count('quotas', {})).toBe(0)
    expect(await uses(2)).toEqual({ left: 2, held: 0, used: 0 })
  })

  it('[QUOTA-2] a limit of its own is never added to a need’s', async () => {
    await setLimit(mall.ctx, USES, 5)
    expect(await codeOf(take('o1', need(3)))).toBe('BUSY')
    expect(await uses()).toEqual({ left: 5, held: 0, used: 0 })
  })

  it('[QUOTA-3] a first use takes one round trip, and each later one', async () => {
    const first = await roundsOf(mall.ctx, (ctx) => takeQuotas(ctx, 'o1', [need(2)]))
    const second = await roundsOf(mall.ctx, (ctx) => takeQuotas(ctx, 'o2', [need(2)]))
    expect([first, second]).toEqual([1, 1])
    await setLimit(mall.ctx, BUDGET, 500)
    const both = [need(3), { quotaId: BUDGET, amount: 300 }]
    expect(await roundsOf(mall.ctx, (ctx) => takeQuotas(ctx, 'o3', both))).toBe(1)
    expect(await uses(3)).toEqual({ left: 0, held: 3, used: 0 })
    const { trips } = await mall.tripsOf(() => consumeQuotas(mall.ctx, 'o3', both))
    expect(trips).toHaveLength(2)
  })
})

it('[QUOTA-4] one of 50 has the last seat', async () => {
  const need = { quotaId: 'seats.g1', amount: 1, limit: 3 }
  for (const owner of ['o1', 'o2']) await take(owner, need)
  const codes = await atOnce(50, (i) => take(`late${i}`, need))
  expect(codes.filter((code) => code === 'ok')).toHaveLength(1)
  expect(await quotaOf(mall.ctx, 'seats.g1', 3)).toMatchObject({ left: 0, held: 3 })
})

describe('what an order needs', () => {
  const needs = [
    { quotaId: BUDGET, amount: 300, gone: '预算刚刚用完' },
    { quotaId: USES, amount: 1, limit: 1, gone: '每人限用 1 次' },
  ]

  it('[QUOTA-5] is held once, however often and simultaneously it comes', async () => {
    await setLimit(mall.ctx, BUDGET, 1_000)
    const codes = await atOnce(20, () => take('o1', ...needs))
    expect(new Set(codes)).toEqual(new Set(['ok']))
    expect(await budget()).toMatchObject({ left: 700, held: 300 })
    expect(await uses()).toEqual({ left: 0, held: 1, used: 0 })
    const other = { quotaId: BUDGET, amount: 200 }
    expect(await codeOf(take('o1', other))).toBe('BUSY')
    expect(await budget()).toMatchObject({ left: 700, held: 300 })
  })

  it('[QUOTA-5] is given back by the last of its tries, however many fail at once', async () => {
    await setLimit(mall.ctx, BUDGET, 1_000)
    for (let round = 0; round < 5; round++) {
      await atOnce(10, () => take('o1', ...needs))
      await atOnce(9, () => untakeQuotas(mall.ctx, 'o1', needs))
      expect(await budget()).toMatchObject({ left: 700, held: 300 })
      expect(await uses()).toEqual({ left: 0, held: 1, used: 0 })
      await take('o1', ...needs)
      await atOnce(2, () => untakeQuotas(mall.ctx, 'o1', needs))
      expect(await budget()).toMatchObject({ left: 1_000, held: 0 })
      expect(await uses()).toEqual({ left: 1, held: 0, used: 0 })
    }
  })

  it('[QUOTA-5] is held whole or not at all, and the buyer reads which one is gone', async () => {
    await setLimit(mall.ctx, BUDGET, 299)
    await expect(take('o1', ...needs)).rejects.toMatchObject({ code: 'QUOTA_GONE', message: '预算刚刚用完' })
    expect(await uses()).toEqual({ left: 1, held: 0, used: 0 })
    await setLimit(mall.ctx, BUDGET, 1_000)
    await take('o2', ...needs)
    await expect(take('o3', ...needs)).rejects.toMatchObject({ message: '每人限用 1 次' })
    expect(await budget()).toMatchObject({ left: 700, held: 300 })
    const silent = { quotaId: 'budget.never-set', amount: 1 }
    await expect(take('o4', silent)).rejects.toMatchObject({
      code: 'QUOTA_GONE',
      message: new AppError('QUOTA_GONE').message,
    })
  })

  it('[QUOTA-5] a try that fails does not take it from under one that succeeds', async () => {
    await setLimit(mall.ctx, BUDGET, 1_000)
    await take('o1', ...needs)
    expect(await codeOf(take('o1', ...needs, { quotaId: 'budget.never-set', amount: 1 }))).toBe('QUOTA_GONE')
    expect(await budget()).toMatchObject({ left: 700, held: 300 })
    await untakeQuotas(mall.ctx, 'o1', needs)
    expect(await budget()).toMatchObject({ left: 1_000, held: 0 })
    expect(await uses()).toEqual({ left: 1, held: 0, used: 0 })
  })

  it('[QUOTA-5] that is held elsewhere is not held again when its first document has enough again', async () => {
    await setLimit(mall.ctx, BUDGET, 40, 4)
    const need = (amount: number) => ({ quotaId: BUDGET, amount, shards: 4 })
    // Whichever document an order points to: somebody else has taken most of it.
    for (const amount of [6, 13]) {
      for (let i = 0; i < 8; i++) {
        const [other, owner] = [`other-${amount}-${i}`, `o-${amount}-${i}`]
        await take(other, need(26))
        await take(owner, need(amount))
        await releaseQuotas(mall.ctx, other, [need(26)])
        await take(owner, need(amount))
        expect(await budget()).toMatchObject({ left: 40 - amount, held: amount })
        // One of the two tries fails: the other one still holds it.
        await untakeQuotas(mall.ctx, owner, [need(amount)])
        expect(await budget()).toMatchObject({ left: 40 - amount, held: amount })
        await (i % 2 ? releaseQuotas : untakeQuotas)(mall.ctx, owner, [need(amount)])
        expect(await budget()).toMatchObject({ left: 40, held: 0 })
      }
    }
  })

  it('[QUOTA-5] that another try holds on its first document meanwhile is not held elsewhere, too', async () => {
    await setLimit(mall.ctx, BUDGET, 40, 4)
    const own = { quotaId: BUDGET, amount: 5, shards: 4 }
    const refill = (available: number, ids: object) =>
      mall.db.change('quotas', { quotaId: BUDGET, ...ids }, { available })
    // One document has enough: of each order but one in four it is not the one that the order points to.
    for (let i = 0; i < 12; i++) {
      const owner = `o${i}`
      await refill(0, { shard: mall.db._.neq(i % 4) })
      await refill(10, { shard: i % 4 })
      let others = 0
      const ctx = meanwhile(mall.ctx, 'quotas', async () => {
        if (others++ > 0) return
        await refill(10, {})
        await take(owner, own)
      })
      await takeQuotas(ctx, owner, [own])
      const documents = await mall.db.find('quotas', { where: {}, limit: 10 })
      expect({ i, held: documents.flatMap(({ holds }) => holds[owner]?.quantity ?? []).sort() }).toEqual({
        i,
        held: [5],
      })
    }
  })

  it('[QUOTA-5] of a quota twice is one hold of both, under the smaller limit', async () => {
    await setLimit(mall.ctx, BUDGET, 1_000)
    const twice = [300, 200].map((amount) => ({ quotaId: BUDGET, amount }))
    await take('o1', ...twice)
    expect(await budget()).toMatchObject({ left: 500, held: 500 })
    await consumeQuotas(mall.ctx, 'o1', twice)
    await giveBackQuotas(mall.ctx, 'o1', 'R1', twice)
    expect(await budget()).toMatchObject({ left: 1_000, held: 0, used: 0 })
    const limits = [3, 1].map((limit) => ({ quotaId: USES, amount: 1, limit }))
    expect(await codeOf(take('o2', ...limits))).toBe('QUOTA_GONE')
  })

  it('[QUOTA-5] may be nothing, but never less than nothing, a part of a fen, or for a path', async () => {
    await setLimit(mall.ctx, BUDGET, 1_000)
    await take('o1', { quotaId: BUDGET, amount: 0 })
    for (const amount of [-1, 0.5, Number.NaN, Infinity]) {
      await expect(take('o1', { quotaId: BUDGET, amount })).rejects.toThrow(RangeError)
      await expect(take('o1', { quotaId: USES, amount, limit: 9 })).rejects.toThrow(RangeError)
    }
    await expect(take('o.1', { quotaId: BUDGET, amount: 1 })).rejects.toThrow(RangeError)
    expect(await budget()).toMatchObject({ left: 1_000, held: 0 })
  })

  it('[QUOTA-6] is used or released, once, whoever comes first', async () => {
    await setLimit(mall.ctx, BUDGET, 3_000)
    for (let i = 0; i < 10; i++) {
      const own = [{ quotaId: BUDGET, amount: 300 }]
      await take(`o${i}`, ...own)
      const ends = [consumeQuotas, releaseQuotas, consumeQuotas, releaseQuotas]
      await Promise.all(ends.map((end) => end(mall.ctx, `o${i}`, own)))
      const { left = 0, held, used = 0 } = await budget()
      expect(held).toBe(0)
      expect(left + used).toBe(3_000)
      expect(used % 300).toBe(0)
    }
  })

  it('[QUOTA-6] that was used comes back in the shares of its refunds, once for each', async () => {
    await setLimit(mall.ctx, BUDGET, 1_000, 4)
    const own = [{ quotaId: BUDGET, amount: 600, shards: 4 }]
    await take('o1', ...own)
    await consumeQuotas(mall.ctx, 'o1', own)
    const back = (key: string, amount: number) =>
      atOnce(8, () => giveBackQuotas(mall.ctx, 'o1', key, [{ quotaId: BUDGET, amount }]))
    await back('R1', 250)
    expect(await budget()).toMatchObject({ left: 650, held: 0, used: 350 })
    await Promise.all([back('R1', 250), back('R2', 349), back('R3', 1)])
    expect(await budget()).toEqual({ limit: 1_000, left: 1_000, held: 0, used: 0 })
  })
})

/** The worked examples of limits and budgets of other shops' tests and defects. */
describe('cases', () => {
  const spend = async (owner: string, amount: number, quotaId = BUDGET) => {
    const code = await codeOf(take(owner, { quotaId, amount }))
    if (code === 'ok') await consumeQuotas(mall.ctx, owner, [{ quotaId, amount }])
    return code
  }

  it('[QUOTA-1] uses of 200 and 500 of 1,000 are 700', async () => {
    await setLimit(mall.ctx, BUDGET, 1_000)
    expect([await spend('o1', 200), await spend('o2', 500)]).toEqual(['ok', 'ok'])
    expect(await budget()).toMatchObject({ left: 300, used: 700 })
  })

  it('[QUOTA-1] with 900 of 1,000 used, of two of 100 the second gets nothing', async () => {
    await setLimit(mall.ctx, BUDGET, 1_000)
    await spend('o1', 900)
    expect([await spend('o2', 100), await spend('o3', 100)]).toEqual(['ok', 'QUOTA_GONE'])
    expect(await budget()).toMatchObject({ left: 0, used: 1_000 })
  })

  it('[QUOTA-6] three of 300, two of them given back, are 300', async () => {
    await setLimit(mall.ctx, BUDGET, 1_000)
    for (const owner of ['o1', 'o2', 'o3']) await spend(owner, 300)
    for (const owner of ['o1', 'o2']) {
      await giveBackQuotas(mall.ctx, owner, 'R', [{ quotaId: BUDGET, amount: 300 }])
    }
    expect(await budget()).toMatchObject({ left: 700, used: 300 })
  })

  it('[QUOTA-1] of 1,500 with 1,000 left nothing is given; what is left is, to who needs exactly that', async () => {
    await setLimit(mall.ctx, BUDGET, 1_000)
    expect(await spend('o1', 1_500)).toBe('QUOTA_GONE')
    expect(await budget()).toMatchObject({ left: 1_000, used: 0 })
    expect(await spend('o1', (await budget()).left ?? 0)).toBe('ok')
    expect(await budget()).toMatchObject({ left: 0, used: 1_000 })
  })

  it('[QUOTA-2] 64 claims at once of one member for the only coupon give one', async () => {
    await setLimit(mall.ctx, 'coupons.t1', 1)
    const needs = [
      { quotaId: 'coupons.t1', amount: 1 },
      { quotaId: USES, amount: 1, limit: 1 },
    ]
    const codes = await atOnce(64, (i) => take(`claim${i}`, ...needs))
    expect(codes.filter((code) => code === 'ok').length).toBeLessThanOrEqual(1)
    // Of claims that meet half-way all may fail; then nobody has it, and the next one does.
    if (!codes.includes('ok')) await take('again', ...needs)
    expect(await quotaOf(mall.ctx, 'coupons.t1')).toMatchObject({ left: 0, held: 1 })
    expect(await uses()).toEqual({ left: 0, held: 1, used: 0 })
  })

  it('[QUOTA-2] five orders at once on one coupon give one discount', async () => {
    const codes = await atOnce(5, (i) => take(`o${i}`, { quotaId: 'coupon.c1', amount: 1, limit: 1 }))
    expect(codes.sort()).toEqual(['QUOTA_GONE', 'QUOTA_GONE', 'QUOTA_GONE', 'QUOTA_GONE', 'ok'])
  })
})

it('[QUOTA-7] a member’s quota says nothing of who it is, and differs by kind, thing and member', async () => {
  const ids = [
    quotaIdOf('uses', 'p1', 'oBuyer'),
    quotaIdOf('uses', 'p1', 'oOther'),
    quotaIdOf('uses', 'p2', 'oBuyer'),
    quotaIdOf('daily', 'p1', 'oBuyer'),
    quotaIdOf('budget', 'p1'),
  ]
  expect(new Set(ids).size).toBe(5)
  expect(ids.join()).not.toContain('oBuyer')
  // A document of a spread quota is never another quota's.
  await setLimit(mall.ctx, 'budget.p1', 100, 3)
  await setLimit(mall.ctx, 'budget.p1.1', 7)
  expect(await quotaOf(mall.ctx, 'budget.p1')).toMatchObject({ limit: 100 })
  const documents = await mall.db.find('quotas', { where: {}, limit: 10 })
  expect(Object.fromEntries(documents.map(({ _id, limit }) => [_id, limit]))).toEqual({
    'budget.p1': 34,
    'budget.p1#1': 33,
    'budget.p1#2': 33,
    'budget.p1.1': 7,
  })
})
