import { AppError } from '@shared/contract/errors'
import fc from 'fast-check'
import { startTestMall, type TestMall } from '../../../../tests/support/context'
import {
  adjustStock,
  holdStock,
  newStock,
  releaseHolds,
  restock,
  sellHolds,
  stockOfSku,
  sweepOrphanHolds,
} from '.'

const OLD_MS = 10 * 60_000

// Generous: the machine may be busy, and nothing here waits for time to pass.
jest.setTimeout(240_000)

let mall: TestMall
beforeAll(async () => {
  mall = await startTestMall()
})
afterAll(() => mall.close())

const orders = fc.integer({ min: 0, max: 5 })
const step = fc.oneof(
  fc.record({ kind: fc.constant('hold' as const), order: orders }),
  fc.record({ kind: fc.constant('sell' as const), order: orders }),
  fc.record({ kind: fc.constant('release' as const), order: orders }),
  fc.record({ kind: fc.constant('restock' as const), order: orders }),
  fc.record({ kind: fc.constant('sweep' as const) }),
  fc.record({
    kind: fc.constant('adjust' as const),
    token: fc.integer({ min: 0, max: 4 }),
    delta: fc.integer({ min: -6, max: 6 }).filter((delta) => delta !== 0),
  }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** Order `n` always wants the same number of pieces. */
const quantityOf = (n: number) => (n % 3) + 1
const orderOf = (n: number) => ({ _id: `o${n}`, lines: [{ skuId: 'a', quantity: quantityOf(n) }] })

async function take(one: Step, shards: number): Promise<void> {
  const { ctx } = mall
  switch (one.kind) {
    case 'hold':
      return holdStock(ctx, `o${one.order}`, [{ skuId: 'a', quantity: quantityOf(one.order), shards }])
    case 'sell':
      return sellHolds(ctx, orderOf(one.order))
    case 'release':
      return releaseHolds(ctx, orderOf(one.order))
    case 'restock':
      return restock(ctx, orderOf(one.order), new Map([['a', quantityOf(one.order)]]), 'R')
    case 'adjust': {
      const token = `token-0123456789-${one.token}`
      await adjustStock(ctx, {
        skuId: 'a',
        token,
        begunAt: ctx.clock.now(),
        delta: one.delta,
        reason: '盘点',
      })
      return
    }
    case 'sweep':
      mall.clock.advance(OLD_MS)
      await sweepOrphanHolds(ctx, OLD_MS)
  }
}

/** A refusal is an answer; anything else is a defect. */
function refusal(error: unknown): void {
  if (!(error instanceof AppError)) throw error
}

/** What adjustments have added: their marks say it. */
async function adjusted(): Promise<number> {
  const stocks = await mall.db.find('stocks', { where: { skuId: 'a' }, limit: 10 })
  return stocks
    .flatMap((stock) => Object.entries(stock.marks))
    .reduce((sum, [token, mark]) => sum + (token.startsWith('adjust-') ? mark.delta : 0), 0)
}

async function check(initial: number): Promise<void> {
  const stocks = await mall.db.find('stocks', { where: { skuId: 'a' }, limit: 10 })
  for (const stock of stocks) expect(stock.available).toBeGreaterThanOrEqual(0)
  const total = await stockOfSku(mall.ctx, 'a')
  if (!total) throw new Error('no stock')
  expect(initial + (await adjusted())).toBe(total.available + total.held + total.sold)
}

for (const shards of [1, 3]) {
  it(`[STOCK-10] initial + adjusted = available + held + sold, in any order and at once (${shards} documents)`, async () => {
    let [done, refused] = [0, 0]
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 12 }),
        fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
        async (initial, rounds) => {
          mall.reset()
          for (let shard = 0; shard < shards; shard++) {
            const available = Math.floor(initial / shards) + (shard < initial % shards ? 1 : 0)
            await mall.db.insert('stocks', newStock({ skuId: 'a', productId: 'p', available, shard }))
          }
          for (const round of rounds) {
            const answers = await Promise.all(
              round.map((one) => take(one, shards).then(() => 'done' as const, refusal)),
            )
            done += answers.filter((answer) => answer === 'done').length
            refused += answers.filter((answer) => answer !== 'done').length
            await check(initial)
          }
        },
      ),
      { numRuns: 40 },
    )
    // There is enough for some and too little for others.
    expect(Math.min(done, refused)).toBeGreaterThan(0)
  })
}
