import { crashing, startTestMall, type TestMall } from '../../../../tests/support/context'
import {
  holdStock,
  newStock,
  releaseHolds,
  restock,
  sellHolds,
  stockOfSku,
  sweepOrphanHolds,
  unholdStock,
} from '.'

// Generous: the machine may be busy, and nothing here waits for time to pass.
jest.setTimeout(240_000)

/** Two pieces that are bought, a third one that is given away with them, and another SKU. */
const lines = [
  { skuId: 'a', quantity: 2 },
  { skuId: 'b', quantity: 1 },
  { skuId: 'a', quantity: 1 },
]
const order = { _id: 'o1', lines }

let mall: TestMall
beforeAll(async () => {
  mall = await startTestMall()
})
beforeEach(async () => {
  mall.reset()
  for (const skuId of ['a', 'b']) {
    await mall.db.insert('stocks', newStock({ skuId, productId: 'p', available: 5 }))
  }
})
afterAll(() => mall.close())

const stock = async () => {
  const [a, b] = [await stockOfSku(mall.ctx, 'a'), await stockOfSku(mall.ctx, 'b')]
  return { a: [a?.available, a?.held, a?.sold], b: [b?.available, b?.held, b?.sold] }
}
const untouched = { a: [5, 0, 0], b: [5, 0, 0] }

describe('a SKU in two lines of an order', () => {
  it('[STOCK-11] is one hold over both lines, in one trip, and given back whole', async () => {
    const { trips } = await mall.tripsOf(() => holdStock(mall.ctx, 'o1', lines))
    expect(trips).toHaveLength(2)
    expect(await stock()).toEqual({ a: [2, 3, 0], b: [4, 1, 0] })
    await unholdStock(mall.ctx, 'o1', lines)
    expect(await stock()).toEqual(untouched)
  })

  it('[STOCK-11] is refused when all lines together want more than there is', async () => {
    const many = [...lines, { skuId: 'a', quantity: 3 }]
    await expect(holdStock(mall.ctx, 'o1', many)).rejects.toMatchObject({ code: 'SOLD_OUT' })
    expect(await stock()).toEqual(untouched)
  })

  it('[STOCK-11] is sold once with the pieces of both lines', async () => {
    await holdStock(mall.ctx, 'o1', lines)
    await Promise.all([sellHolds(mall.ctx, order), sellHolds(mall.ctx, order)])
    expect(await stock()).toEqual({ a: [2, 0, 3], b: [4, 0, 1] })
  })

  it('[STOCK-11] is released once with the pieces of both lines', async () => {
    await holdStock(mall.ctx, 'o1', lines)
    await Promise.all([releaseHolds(mall.ctx, order), releaseHolds(mall.ctx, order)])
    expect(await stock()).toEqual(untouched)
  })

  it('[STOCK-11] comes back with the pieces of each refund, once', async () => {
    await holdStock(mall.ctx, 'o1', lines)
    await sellHolds(mall.ctx, order)
    await Promise.all([1, 2].map(() => restock(mall.ctx, order, new Map([['a', 2]]), 'R1')))
    expect(await stock()).toEqual({ a: [4, 0, 1], b: [4, 0, 1] })
    await Promise.all(
      [1, 2].map(() => restock(mall.ctx, order, new Map(Object.entries({ a: 1, b: 1 })), 'R2')),
    )
    expect(await stock()).toEqual(untouched)
  })

  it('[STOCK-11] sells no more than the lines want when a repeated request held once more elsewhere', async () => {
    await mall.db.insert('stocks', newStock({ skuId: 'a', productId: 'p', available: 5, shard: 1 }))
    await holdStock(mall.ctx, 'o1', [{ skuId: 'a', quantity: 3 }])
    await mall.db.change(
      'stocks',
      { _id: 'a.1' },
      { available: 2, 'holds.o1': mall.db._.set({ quantity: 3, at: mall.clock.now(), claims: 1 }) },
    )
    await mall.db.change('stocks', { _id: 'a' }, { 'holds.o1.quantity': 2, available: 3 })
    await sellHolds(mall.ctx, { _id: 'o1', lines: lines.filter(({ skuId }) => skuId === 'a') })
    expect(await stock()).toEqual({ a: [7, 0, 3], b: [5, 0, 0] })
  })

  it('[STOCK-11] leaves nothing held after a crash at any operation', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let at = 1; at <= 4; at++) {
        await holdStock(crashing(mall.ctx, at, when), `o-${when}-${at}`, lines).catch(() => undefined)
        mall.clock.advance(600_000)
        await sweepOrphanHolds(mall.ctx, 600_000)
        expect({ when, at, ...(await stock()) }).toEqual({ when, at, ...untouched })
      }
    }
  })
})
