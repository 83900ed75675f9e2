import fc from 'fast-check'
import { startTestMall, type TestMall } from '../../../../tests/support/context'
import { paidBetween, refundedBetween } from './trades.repo'

let mall: TestMall
beforeAll(async () => void (mall = await startTestMall()))
afterAll(() => mall.close())

const DAY = { from: 100, to: 108 }
const orders = fc.array(
  fc.record({
    paidAt: fc.option(fc.integer({ min: 97, max: 110 }), { nil: undefined }),
    refundsAcceptedAt: fc.option(fc.uniqueArray(fc.integer({ min: 95, max: 112 }), { maxLength: 3 }), {
      nil: undefined,
    }),
  }),
  { maxLength: 30 },
)

async function idsOf(pages: AsyncGenerator<{ _id: string }[]>): Promise<string[]> {
  const ids: string[] = []
  for await (const page of pages) ids.push(...page.map(({ _id }) => _id))
  return ids
}

test('[RECON-8] every order that was paid or refunded on a day is compared with its bill, however many there are', async () => {
  await fc.assert(
    fc.asyncProperty(orders, async (all) => {
      mall.reset()
      const docs = all.map((order, i) => ({ _id: `o${i}`, slot: `o${i}`, ...order }))
      await mall.db.insertMany('orders', docs as never)
      const isOfDay = (at: number) => at >= DAY.from && at < DAY.to
      const paid = docs.filter(({ paidAt }) => paidAt !== undefined && isOfDay(paidAt))
      const refunded = docs.filter(({ refundsAcceptedAt = [] }) => refundsAcceptedAt?.some(isOfDay))
      expect((await idsOf(paidBetween(mall.ctx, DAY.from, DAY.to, 3))).sort()).toEqual(
        paid.map(({ _id }) => _id).sort(),
      )
      const found = idsOf(refundedBetween(mall.ctx, DAY.from, DAY.to, 20))
      expect(new Set(await found)).toEqual(new Set(refunded.map(({ _id }) => _id)))
    }),
    { numRuns: 100 },
  )
})
