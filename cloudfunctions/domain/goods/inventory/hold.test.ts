import { AppError } from '@shared/contract/errors'
import { startTestMall, type TestMall } from '../../../../tests/support/context'
import { roundsOf } from '../../../../tests/support/operations'
import { holdStock, newStock, releaseHolds, sellHolds, stockOfSku } from '.'

// Generous: the machine may be busy, and nothing here waits for time to pass.
jest.setTimeout(240_000)

let mall: TestMall
beforeAll(async () => {
  mall = await startTestMall()
})
beforeEach(() => mall.reset())
afterAll(() => mall.close())

const put = (skuId: string, available: number, shard = 0) =>
  mall.db.insert('stocks', newStock({ skuId, productId: 'p', available, shard }))
const order = (orderId: string, quantity = 1, skuId = 'a') => ({
  _id: orderId,
  lines: [{ skuId, quantity }],
})
const hold = (orderId: string, quantity = 1, skuId = 'a', shards = 1) =>
  holdStock(mall.ctx, orderId, [{ skuId, quantity, shards }])
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  )

describe('holding stock', () => {
  it('[STOCK-1] takes one trip per line when there is enough', async () => {
    await put('a', 5)
    await put('b', 5)
    const { trips } = await mall.tripsOf(() =>
      holdStock(mall.ctx, 'o1', [
        { skuId: 'a', quantity: 2 },
        { skuId: 'b', quantity: 1 },
      ]),
    )
    expect(trips).toHaveLength(2)
    expect(await stockOfSku(mall.ctx, 'a')).toMatchObject({ available: 3, held: 2, sold: 0 })
  })

  it('[STOCK-1] lets exactly 10 of 100 buyers at once have the last 10', async () => {
    await put('a', 10)
    const codes = await Promise.all(Array.from({ length: 100 }, (_, i) => codeOf(hold(`o${i}`))))
    expect(codes.filter((code) => code === 'ok')).toHaveLength(10)
    expect(codes.filter((code) => code === 'SOLD_OUT')).toHaveLength(90)
    expect(await stockOfSku(mall.ctx, 'a')).toMatchObject({ available: 0, held: 10 })
  })

  it('[STOCK-2] holds once when the same order comes several times at once', async () => {
    await put('a', 10)
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(hold('o1', 3))))
    expect(new Set(codes)).toEqual(new Set(['ok']))
    expect(await stockOfSku(mall.ctx, 'a')).toMatchObject({ available: 7, held: 3 })
  })

  it('[STOCK-2] refuses the same order with another quantity and leaves its hold', async () => {
    await put('a', 10)
    await hold('o1', 3)
    expect(await codeOf(hold('o1', 4))).toBe('BUSY')
    expect(await stockOfSku(mall.ctx, 'a')).toMatchObject({ available: 7, held: 3 })
  })

  it('[STOCK-3] gives everything back when one line cannot be held', async () => {
    await put('a', 5)
    await put('b', 1)
    const lines = [
      { skuId: 'a', quantity: 2 },
      { skuId: 'b', quantity: 2 },
    ]
    expect(await codeOf(holdStock(mall.ctx, 'o1', lines))).toBe('SOLD_OUT')
    expect(await stockOfSku(mall.ctx, 'a')).toMatchObject({ available: 5, held: 0 })
    expect(await stockOfSku(mall.ctx, 'b')).toMatchObject({ available: 1, held: 0 })
  })

  it('[STOCK-3] a try that fails does not take the hold from under one that succeeds', async () => {
    await put('a', 5)
    const lines = [
      { skuId: 'a', quantity: 2 },
      { skuId: 'b', quantity: 2 },
    ]
    await hold('o1', 2)
    // The second try of the same order fails on the line that has no stock at all.
    expect(await codeOf(holdStock(mall.ctx, 'o1', lines))).toBe('PRODUCT_UNAVAILABLE')
    expect(await stockOfSku(mall.ctx, 'a')).toMatchObject({ available: 3, held: 2 })
  })

  it('[STOCK-3] of tries that fail in step the last one gives the hold back', async () => {
    await put('a', 5)
    const lines = [
      { skuId: 'a', quantity: 2 },
      { skuId: 'b', quantity: 2 },
    ]
    await roundsOf(mall.ctx, (ctx) => Promise.all([1, 2, 3].map(() => codeOf(holdStock(ctx, 'o1', lines)))))
    expect(await mall.db.get('stocks', 'a')).toMatchObject({ available: 5, holds: {} })
  })

  it('[STOCK-4] sells or releases a hold once, whoever comes first', async () => {
    await put('a', 20)
    for (let i = 0; i < 10; i++) {
      await hold(`o${i}`, 2)
      await Promise.all([
        sellHolds(mall.ctx, order(`o${i}`, 2)),
        releaseHolds(mall.ctx, order(`o${i}`, 2)),
        sellHolds(mall.ctx, order(`o${i}`, 2)),
        releaseHolds(mall.ctx, order(`o${i}`, 2)),
      ])
      const stock = await stockOfSku(mall.ctx, 'a')
      expect(stock?.held).toBe(0)
      expect((stock?.available ?? 0) + (stock?.sold ?? 0)).toBe(20)
      expect((stock?.sold ?? 1) % 2).toBe(0)
    }
  })

  it('[STOCK-4] sells a line in one trip', async () => {
    await put('a', 20)
    await hold('o1', 2)
    const { trips } = await mall.tripsOf(() => sellHolds(mall.ctx, order('o1', 2)))
    expect(trips).toHaveLength(1)
    expect(await stockOfSku(mall.ctx, 'a')).toMatchObject({ available: 18, held: 0, sold: 2 })
  })
})

describe('a hot SKU over four documents', () => {
  beforeEach(async () => {
    for (let shard = 0; shard < 4; shard++) await put('hot', 25, shard)
  })

  it('[STOCK-5] holds in one trip on the document that the order points to', async () => {
    const { trips } = await mall.tripsOf(() => hold('o1', 1, 'hot', 4))
    expect(trips).toHaveLength(1)
  })

  it('[STOCK-5] sells exactly what all documents have to 200 buyers at once', async () => {
    const codes = await Promise.all(Array.from({ length: 200 }, (_, i) => codeOf(hold(`o${i}`, 1, 'hot', 4))))
    const won = codes.flatMap((code, i) => (code === 'ok' ? [`o${i}`] : []))
    expect(won).toHaveLength(100)
    expect(await stockOfSku(mall.ctx, 'hot')).toMatchObject({ available: 0, held: 100 })
    await Promise.all(won.map((id) => sellHolds(mall.ctx, order(id, 1, 'hot'))))
    expect(await stockOfSku(mall.ctx, 'hot')).toMatchObject({ available: 0, held: 0, sold: 100 })
  })

  it('[STOCK-5] takes pieces of several documents when no single one has enough', async () => {
    await hold('o1', 60, 'hot', 4)
    expect(await stockOfSku(mall.ctx, 'hot')).toMatchObject({ available: 40, held: 60 })
    await hold('o1', 60, 'hot', 4)
    expect(await stockOfSku(mall.ctx, 'hot')).toMatchObject({ available: 40, held: 60 })
    expect(await codeOf(hold('o2', 41, 'hot', 4))).toBe('SOLD_OUT')
    expect(await stockOfSku(mall.ctx, 'hot')).toMatchObject({ available: 40, held: 60 })
    await sellHolds(mall.ctx, order('o1', 60, 'hot'))
    expect(await stockOfSku(mall.ctx, 'hot')).toMatchObject({ available: 40, held: 0, sold: 60 })
    await hold('o3', 40, 'hot', 4)
    await releaseHolds(mall.ctx, order('o3', 40, 'hot'))
    expect(await stockOfSku(mall.ctx, 'hot')).toMatchObject({ available: 40, held: 0, sold: 60 })
  })
})
