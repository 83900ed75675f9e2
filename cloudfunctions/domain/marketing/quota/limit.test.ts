import fc from 'fast-check'
import { crashing, startTestMall, type TestMall } from '../../../../tests/support/context'
import { meanwhile } from '../../../../tests/support/operations'
import { quotaOf, quotasOf, releaseQuotas, setLimit, stateOf, takeQuotas, consumeQuotas } from '.'

// Generous: the machine may be busy, and nothing here waits for time to pass.
jest.setTimeout(240_000)

let mall: TestMall
beforeAll(async () => {
  mall = await startTestMall()
})
beforeEach(() => mall.reset())
afterAll(() => mall.close())

const ID = 'budget.p1'
const state = async () => {
  const { limit, left, held, used } = (await quotaOf(mall.ctx, ID)) ?? {}
  return { limit, left, held, used }
}
const take = (owner: string, amount: number, shards = 1) =>
  takeQuotas(mall.ctx, owner, [{ quotaId: ID, amount, shards }])

/** What its documents say, after making sure that each of them adds up. */
async function limitNow(): Promise<number> {
  const documents = await mall.db.find('quotas', { where: { quotaId: ID }, limit: 10 })
  for (const { limit, available, used, holds } of documents) {
    const held = Object.values(holds).reduce((sum, { quantity }) => sum + quantity, 0)
    expect(available).toBeGreaterThanOrEqual(0)
    expect(available + held + used).toBe(limit)
  }
  return documents.reduce((sum, { limit }) => sum + (limit ?? 0), 0)
}

describe.each([1, 4])('the limit of a quota over %i documents', (shards) => {
  it('[QUOTA-8] makes it, raises it and lowers it, and again is the same', async () => {
    for (const limit of [1_000, 1_000, 1_501, 400, 400, 0, 7]) {
      expect(await setLimit(mall.ctx, ID, limit, shards)).toMatchObject({ limit, left: limit })
      expect(await limitNow()).toBe(limit)
    }
    expect(await mall.db.count('quotas', {})).toBe(shards)
  })

  it('[QUOTA-8] is never lowered below what is held and used', async () => {
    await setLimit(mall.ctx, ID, 1_000, shards)
    await take('o1', 300, shards)
    await take('o2', 500, shards)
    await consumeQuotas(mall.ctx, 'o1', [{ quotaId: ID, amount: 300, shards }])
    const stopped = { limit: 800, left: 0, held: 500, used: 300 }
    expect(await setLimit(mall.ctx, ID, 100, shards)).toEqual({ quotaId: ID, ...stopped })
    expect(await state()).toEqual(stopped)
    await releaseQuotas(mall.ctx, 'o2', [{ quotaId: ID, amount: 500, shards }])
    expect(await setLimit(mall.ctx, ID, 100, shards)).toMatchObject({ limit: 300, left: 0, used: 300 })
    expect(await setLimit(mall.ctx, ID, 900, shards)).toMatchObject({ limit: 900, left: 600, used: 300 })
    expect(await limitNow()).toBe(900)
  })

  it('[QUOTA-8] of many set at once one is the last, and together they are never more than the largest', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
        fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 4 }),
        async (before, limits, amounts) => {
          mall.reset()
          if (before !== undefined) await setLimit(mall.ctx, ID, before, shards)
          const taking = amounts.map((amount, i) => take(`o${i}`, amount, shards).catch(() => undefined))
          const answers = await Promise.all(limits.map((limit) => setLimit(mall.ctx, ID, limit, shards)))
          await Promise.all(taking)
          const largest = Math.max(before ?? 0, ...limits)
          // What orders hold at that moment stops a lower one.
          for (const [i, { limit }] of answers.entries()) {
            expect(limit).toBeGreaterThanOrEqual(limits[i] ?? 0)
            expect(limit).toBeLessThanOrEqual(largest)
          }
          const { limit = 0, held = 0 } = await state()
          expect(await limitNow()).toBe(limit)
          expect(answers.map((answer) => answer.limit)).toContain(limit)
          expect(held).toBeLessThanOrEqual(largest)
          if (amounts.length === 0) expect(limits).toContain(limit)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('[QUOTA-8] takes nothing away that an order has just taken', async () => {
    await setLimit(mall.ctx, ID, 1_000, shards)
    let orders = 0
    const ctx = meanwhile(mall.ctx, 'quotas', () => (orders++ === 0 ? take('o1', 900, shards) : undefined))
    expect(await setLimit(ctx, ID, 200, shards)).toMatchObject({ limit: 900, left: 0, held: 900 })
    expect(await limitNow()).toBe(900)
  })

  it('[QUOTA-8] raised twice at once is raised once', async () => {
    await setLimit(mall.ctx, ID, 100, shards)
    await Promise.all(Array.from({ length: 10 }, () => setLimit(mall.ctx, ID, 150, shards)))
    expect(await limitNow()).toBe(150)
  })

  it('[QUOTA-8] that dies at any operation leaves a limit between the two, and again makes it right', async () => {
    for (const [from, to] of [
      [0, 1_000],
      [1_000, 3],
    ] as const) {
      for (const when of ['before', 'after'] as const) {
        for (let at = 1; at <= 8; at++) {
          mall.reset()
          if (from > 0) await setLimit(mall.ctx, ID, from, shards)
          await setLimit(crashing(mall.ctx, at, when), ID, to, shards).catch(() => undefined)
          const limit = await limitNow()
          expect(limit).toBeGreaterThanOrEqual(Math.min(from, to))
          expect(limit).toBeLessThanOrEqual(Math.max(from, to))
          expect(await setLimit(mall.ctx, ID, to, shards)).toMatchObject({ limit: to, left: to })
        }
      }
    }
  })
})

it('[QUOTA-8] documents that are added later are empty, and the limit stays what it is', async () => {
  await setLimit(mall.ctx, ID, 100)
  await take('o1', 30)
  const refused: string[] = []
  const ctx = meanwhile(mall.ctx, 'quotas', () =>
    take('too-much', 71, 4).catch(({ code }: { code: string }) => refused.push(code)),
  )
  expect(await setLimit(ctx, ID, 100, 4)).toMatchObject({ limit: 100, left: 70, held: 30 })
  expect(new Set(refused)).toEqual(new Set(['QUOTA_GONE']))
  expect(await setLimit(mall.ctx, ID, 100, 4)).toMatchObject({ limit: 100, left: 70, held: 30 })
  expect(await setLimit(mall.ctx, ID, 120, 4)).toMatchObject({ limit: 120, left: 90 })
  await take('o2', 90, 4)
  expect(await state()).toEqual({ limit: 120, left: 0, held: 120, used: 0 })
})

it('[QUOTA-8] is not set of a quota that only counts, and never a part of a unit or less than nothing', async () => {
  await takeQuotas(mall.ctx, 'o1', [{ quotaId: ID, amount: 1, limit: 1 }])
  await expect(setLimit(mall.ctx, ID, 5)).rejects.toThrow('only counts')
  await expect(setLimit(mall.ctx, ID, 5, 3)).rejects.toThrow('only counts')
  expect(await mall.db.count('quotas', {})).toBe(1)
  for (const limit of [-1, 0.5, Number.NaN]) {
    await expect(setLimit(mall.ctx, 'budget.p2', limit)).rejects.toThrow(RangeError)
  }
  expect(await quotaOf(mall.ctx, 'budget.p2')).toBeUndefined()
})

it('[QUOTA-8] what is left is told for many quotas in one trip', async () => {
  await setLimit(mall.ctx, ID, 31_240, 4)
  await takeQuotas(mall.ctx, 'o1', [{ quotaId: 'uses.p1.a', amount: 1, limit: 3 }])
  const refs = [{ quotaId: ID }, { quotaId: 'uses.p1.a', limit: 3 }, { quotaId: 'uses.p1.b', limit: 3 }]
  const { result, trips } = await mall.tripsOf(() => quotasOf(mall.ctx, [...refs, { quotaId: 'nothing' }]))
  expect(trips).toHaveLength(1)
  expect([...result.values()]).toEqual([
    { quotaId: ID, limit: 31_240, left: 31_240, held: 0, used: 0 },
    { quotaId: 'uses.p1.a', limit: 3, left: 2, held: 1, used: 0 },
    { quotaId: 'uses.p1.b', limit: 3, left: 3, held: 0, used: 0 },
  ])
  const over = stateOf({ quotaId: 'q', limit: 1 }, [{ limit: null, available: -3, used: 2 }])
  expect(over).toEqual({ quotaId: 'q', limit: 1, left: 0, held: 1, used: 2 })
})
