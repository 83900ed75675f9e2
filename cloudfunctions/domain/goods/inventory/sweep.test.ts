import { crashing, startTestMall, type TestMall } from '../../../../tests/support/context'
import { meanwhile } from '../../../../tests/support/operations'
import type { OrderDoc } from '../../sale/order/order.model'
import {
  adjustStock,
  availableBySku,
  holdStock,
  newStock,
  releaseHolds,
  restock,
  sellHolds,
  stockOfProducts,
  stockOfSku,
  sweepOrphanHolds,
  type StockDoc,
} from '.'
import { NEVER } from './stock.model'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const OLD_MS = 10 * MINUTE_MS

// Generous: the machine may be busy, and nothing here waits for time to pass.
jest.setTimeout(240_000)

let mall: TestMall
beforeAll(async () => {
  mall = await startTestMall()
})
beforeEach(() => mall.reset())
afterAll(() => mall.close())

const put = (skuId: string, available: number) =>
  mall.db.insert('stocks', newStock({ skuId, productId: 'p', available }))
const order = (orderId: string, quantity: number) => ({
  _id: orderId,
  slot: orderId,
  lines: [{ skuId: 'a', quantity }],
})
const hold = (orderId: string, quantity = 1) => holdStock(mall.ctx, orderId, [{ skuId: 'a', quantity }])
const place = (orderId: string, state: OrderDoc['state'], owed: OrderDoc['owed'] = []) =>
  mall.db.insert('orders', { ...order(orderId, 1), state, owed } as unknown as OrderDoc)
const stock = () => mall.db.get('stocks', 'a')

describe('sweeping holds without a live order', () => {
  it('[STOCK-6] gives back what no order counts on, once, and nothing else', async () => {
    await put('a', 10)
    for (const id of ['none', 'unpaid', 'paid', 'selling', 'closed']) await hold(id)
    await place('unpaid', 'pending_payment')
    await place('paid', 'paid')
    await place('selling', 'paid', ['stock.sell'])
    await place('closed', 'closed')
    expect(await sweepOrphanHolds(mall.ctx, OLD_MS)).toBe(0)
    mall.clock.advance(OLD_MS)
    const swept = await Promise.all([sweepOrphanHolds(mall.ctx, OLD_MS), sweepOrphanHolds(mall.ctx, OLD_MS)])
    expect(swept[0] + swept[1]).toBe(3)
    expect(Object.keys((await stock())?.holds ?? {}).sort()).toEqual(['selling', 'unpaid'])
    expect(await stockOfSku(mall.ctx, 'a')).toMatchObject({ available: 8, held: 2 })
  })

  it('[STOCK-6] leaves a hold alone that a new try has just counted on', async () => {
    await put('a', 10)
    await hold('o1')
    mall.clock.advance(OLD_MS)
    await hold('o1')
    expect(await sweepOrphanHolds(mall.ctx, OLD_MS)).toBe(0)
    expect(await stockOfSku(mall.ctx, 'a')).toMatchObject({ available: 9, held: 1 })
  })

  it('[STOCK-6] leaves a hold alone that a new try counts on while the sweep looks', async () => {
    await put('a', 10)
    await hold('o1')
    mall.clock.advance(OLD_MS)
    const ctx = meanwhile(mall.ctx, 'stocks', () => hold('o1'))
    expect(await sweepOrphanHolds(ctx, OLD_MS)).toBe(0)
    expect(await stockOfSku(mall.ctx, 'a')).toMatchObject({ available: 9, held: 1 })
  })

  it('[STOCK-6] goes on looking at a document in which something was held while the sweep looked', async () => {
    await put('a', 10)
    await hold('o1')
    mall.clock.advance(OLD_MS)
    const ctx = meanwhile(mall.ctx, 'orders', () => hold('o2'))
    expect(await sweepOrphanHolds(ctx, OLD_MS)).toBe(1)
    mall.clock.advance(OLD_MS)
    expect(await sweepOrphanHolds(mall.ctx, OLD_MS)).toBe(1)
    expect(await stockOfSku(mall.ctx, 'a')).toMatchObject({ available: 10, held: 0 })
  })

  it('[STOCK-6] stops looking at a document with nothing to find, and starts again with the next hold', async () => {
    await put('a', 10)
    await hold('o1')
    mall.clock.advance(OLD_MS)
    expect(await sweepOrphanHolds(mall.ctx, OLD_MS)).toBe(1)
    expect((await stock())?.watchAt).toBe(NEVER)
    const { trips } = await mall.tripsOf(() => sweepOrphanHolds(mall.ctx, OLD_MS))
    expect(trips).toHaveLength(1)
    await hold('o2')
    mall.clock.advance(OLD_MS)
    expect(await sweepOrphanHolds(mall.ctx, OLD_MS)).toBe(1)
  })

  it('[STOCK-6] goes on to documents behind those whose old holds are alive', async () => {
    for (let i = 0; i < 60; i++) {
      await mall.db.insert('stocks', newStock({ skuId: `s${i}`, productId: 'p', available: 5 }))
      await holdStock(mall.ctx, `o${i}`, [{ skuId: `s${i}`, quantity: 1 }])
      if (i < 55) {
        const live = {
          _id: `o${i}`,
          slot: `o${i}`,
          lines: [{ skuId: `s${i}` }],
          state: 'pending_payment',
          owed: [],
        }
        await mall.db.insert('orders', live as unknown as OrderDoc)
      }
    }
    mall.clock.advance(OLD_MS)
    await sweepOrphanHolds(mall.ctx, OLD_MS)
    await sweepOrphanHolds(mall.ctx, OLD_MS)
    expect((await stockOfSku(mall.ctx, 's59'))?.held).toBe(0)
    expect((await stockOfSku(mall.ctx, 's0'))?.held).toBe(1)
  })

  it.each<[string, object]>([
    ['no marks', { marks: undefined }],
    ['no holds', { holds: undefined }],
    ['marks that are null', { marks: null }],
    ['a hold that is null', { holds: { o9: null } }],
    ['a mark that is a word', { marks: { t: 'x' } }],
    ['pieces in words', { available: '5' }],
    ['pieces that are no number', { available: NaN }],
    ['no revision', { rev: undefined }],
    ['no count of what was sold', { sold: null }],
  ])('[STOCK-12] a stock document with %s stops neither the sweep nor the list', async (_, part) => {
    await put('a', 10)
    await hold('o1')
    for (let i = 0; i < 60; i++) {
      const wrong = { ...newStock({ skuId: `w${i}`, productId: 'p', available: 5 }), watchAt: 1, ...part }
      const stored = Object.fromEntries(Object.entries(wrong).filter(([, value]) => value !== undefined))
      await mall.db.insert('stocks', stored as unknown as StockDoc)
    }
    mall.clock.advance(OLD_MS)
    expect(await sweepOrphanHolds(mall.ctx, OLD_MS)).toBe(1)
    const stocks = await stockOfProducts(mall.ctx, ['p'])
    expect([...stocks.keys()]).toEqual(['a'])
    expect(stocks.get('a')).toMatchObject({ available: 10, held: 0 })
    const available = await availableBySku(mall.ctx, { productIds: ['p'] })
    expect([...available.values()].every(Number.isInteger)).toBe(true)
    expect(mall.log.some(({ event }) => event === 'stock.wrong')).toBe(true)
  })

  it('[STOCK-7] is exact after a crash at any operation of holding several SKUs', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let at = 1; at <= 8; at++) {
        mall.reset()
        for (const skuId of ['a', 'b', 'c']) {
          await mall.db.insert(
            'stocks',
            newStock({ skuId, productId: 'p', available: skuId === 'c' ? 1 : 9 }),
          )
        }
        const lines = ['a', 'b', 'c'].map((skuId) => ({ skuId, quantity: 2 }))
        await holdStock(crashing(mall.ctx, at, when), 'o1', lines).catch(() => undefined)
        mall.clock.advance(OLD_MS)
        await sweepOrphanHolds(mall.ctx, OLD_MS)
        for (const skuId of ['a', 'b', 'c']) {
          const left = await stockOfSku(mall.ctx, skuId)
          expect(left).toMatchObject({ available: skuId === 'c' ? 1 : 9, held: 0, sold: 0 })
        }
      }
    }
  })

  it('[STOCK-7] is exact when the sweep itself dies at any operation', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let at = 1; at <= 6; at++) {
        mall.reset()
        await put('a', 9)
        await hold('o1', 2)
        await hold('o2', 3)
        mall.clock.advance(OLD_MS)
        await sweepOrphanHolds(crashing(mall.ctx, at, when), OLD_MS).catch(() => undefined)
        mall.clock.advance(OLD_MS)
        await sweepOrphanHolds(mall.ctx, OLD_MS)
        expect(await stockOfSku(mall.ctx, 'a')).toMatchObject({ available: 9, held: 0, sold: 0 })
      }
    }
  })
})

describe('marks', () => {
  it('[STOCK-8] adjusts once for each token, also when it comes several times at once', async () => {
    await put('a', 5)
    const token = 'adjustment-token-1'
    const begunAt = mall.clock.now()
    const adjust = (delta: number) =>
      adjustStock(mall.ctx, { skuId: 'a', token, begunAt, delta, reason: '盘点' })
    const answers = await Promise.all(Array.from({ length: 10 }, () => adjust(7)))
    expect(answers.map((answer) => answer.available)).toEqual(Array(10).fill(12))
    expect(await stockOfSku(mall.ctx, 'a')).toMatchObject({ available: 12 })
  })

  it('[STOCK-8] a token that comes with another number is refused, over one document and over several', async () => {
    for (const shards of [1, 3]) {
      mall.reset()
      for (let shard = 0; shard < shards; shard++) {
        await mall.db.insert('stocks', newStock({ skuId: 'a', productId: 'p', available: 5, shard }))
      }
      const adjust = (delta: number) =>
        adjustStock(mall.ctx, {
          ...{ skuId: 'a', token: 'adjustment-token-1', begunAt: mall.clock.now() },
          ...{ delta, reason: '盘点' },
        })
      await adjust(3)
      for (const delta of [8, 2, -3, -1]) {
        await expect(adjust(delta)).rejects.toMatchObject({ code: 'TOKEN_REUSED' })
      }
      expect(await adjust(3)).toMatchObject({ available: 5 * shards + 3 })
    }
  })

  it('[STOCK-8] of two numbers at once under one token one is booked, over several documents, too', async () => {
    for (const round of [1, 2, 3, 4]) {
      mall.reset()
      // One more goes into the first document, one less comes out of the fullest.
      for (const [shard, available] of [5, 5, 9].entries()) {
        await mall.db.insert('stocks', newStock({ skuId: 'a', productId: 'p', available, shard }))
      }
      const token = `adjustment-token-${round}`
      const adjust = (delta: number) =>
        adjustStock(mall.ctx, { skuId: 'a', token, begunAt: mall.clock.now(), delta, reason: '盘点' })
      const deltas = [1, -1, 2, -4, 1, -1]
      const done = await Promise.allSettled(deltas.map(adjust))
      const booked = new Set(deltas.filter((_, i) => done[i]?.status === 'fulfilled'))
      expect(booked.size).toBe(1)
      const [delta = 0] = booked
      expect(await stockOfSku(mall.ctx, 'a')).toMatchObject({ available: 19 + delta })
    }
  })

  it('[STOCK-8] an adjustment is known as long as it is taken, and refused afterwards', async () => {
    await put('a', 5)
    const began = mall.clock.now()
    const adjust = (begunAt = began) =>
      adjustStock(mall.ctx, { skuId: 'a', token: 'adjustment-token-1', begunAt, delta: 7, reason: '盘点' })
    // A phone whose idea of the server's clock is ahead.
    const ahead = began + 11 * HOUR_MS
    for (const hours of [0, 1, 11, 12, 13, 22, 23, 24, 25, 36, 100]) {
      mall.clock.advance(began + hours * HOUR_MS - mall.clock.now())
      await sweepOrphanHolds(mall.ctx, OLD_MS)
      const taken = await adjust().then(
        () => true,
        (error: unknown) => (error as { code: string }).code,
      )
      expect({ hours, taken }).toEqual({ hours, taken: hours < 12 || 'ADJUSTMENT_EXPIRED' })
      if (hours >= 23) await expect(adjust(ahead)).rejects.toMatchObject({ code: 'ADJUSTMENT_EXPIRED' })
      else await adjust(ahead)
      expect(await stockOfSku(mall.ctx, 'a')).toMatchObject({ available: 12 })
    }
    await expect(adjust(mall.clock.now() + DAY_MS)).rejects.toMatchObject({ code: 'ADJUSTMENT_EXPIRED' })
  })

  it('[STOCK-8] never adjusts below zero, held pieces included', async () => {
    await put('a', 5)
    await hold('o1', 3)
    const take = (n: number) =>
      adjustStock(mall.ctx, {
        skuId: 'a',
        token: `take-${n}-0123456789`,
        begunAt: mall.clock.now(),
        delta: -2,
        reason: '盘点',
      })
    const results = await Promise.allSettled([1, 2, 3].map(take))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const reasons = results.flatMap((one) => (one.status === 'rejected' ? [String(one.reason.code)] : []))
    expect(reasons).toEqual(['STOCK_NEGATIVE', 'STOCK_NEGATIVE'])
    expect(await stockOfSku(mall.ctx, 'a')).toMatchObject({ available: 0, held: 3 })
    await expect(
      adjustStock(mall.ctx, {
        skuId: 'nothing',
        token: 'some-token-012345',
        begunAt: mall.clock.now(),
        delta: 1,
        reason: '盘点',
      }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('[STOCK-9] takes refunded goods back once for each refund', async () => {
    await put('a', 10)
    await hold('o1', 3)
    await sellHolds(mall.ctx, order('o1', 3))
    await Promise.all(
      Array.from({ length: 8 }, () => restock(mall.ctx, order('o1', 3), new Map([['a', 3]]), 'R1')),
    )
    expect(await stockOfSku(mall.ctx, 'a')).toMatchObject({ available: 10, held: 0, sold: 0 })
    await releaseHolds(mall.ctx, order('o1', 3))
    expect(await stockOfSku(mall.ctx, 'a')).toMatchObject({ available: 10, held: 0, sold: 0 })
  })

  it('[STOCK-9] forgets a mark only when its order no longer owes the restocking', async () => {
    await put('a', 10)
    await place('o1', 'paid', ['stock.restock:R1'])
    await hold('o1', 3)
    await sellHolds(mall.ctx, order('o1', 3))
    await restock(mall.ctx, order('o1', 3), new Map([['a', 3]]), 'R1')
    mall.clock.advance(2 * DAY_MS)
    await sweepOrphanHolds(mall.ctx, OLD_MS)
    await restock(mall.ctx, order('o1', 3), new Map([['a', 3]]), 'R1')
    expect(await stockOfSku(mall.ctx, 'a')).toMatchObject({ available: 10, sold: 0 })
    await mall.db.change('orders', { _id: 'o1' }, { owed: mall.db._.set([]) })
    mall.clock.advance(OLD_MS)
    await sweepOrphanHolds(mall.ctx, OLD_MS)
    expect(await stock()).toMatchObject({ marks: {}, watchAt: NEVER })
  })
})
