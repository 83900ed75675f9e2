import type { Context } from '../../../cloudfunctions/platform/context'
import { storefront } from '../../support/handlers'
import { dieAtEveryOperation } from '../../support/operations'
import { MINUTE_MS, refundByMerchant, type SaleMall } from '../../support/sale'
import { startCouponMall } from './attach'
import { LESS_FEN, situation, STOCK, type Situation } from './situation'

// A busy machine is no failure: nothing here is measured in time.
jest.setTimeout(240_000)

let mall: SaleMall
beforeAll(async () => {
  mall = await startCouponMall()
})
afterAll(() => mall.close())

type Stock = Awaited<ReturnType<SaleMall['stock']>>
const whole: Stock = { available: STOCK, held: 0, sold: 0 }
const sold: Stock = { available: STOCK - 1, held: 0, sold: 1 }

/** Coupon and stock of a situation, wherever it died. */
async function expectThings({ state, product }: Situation, point: string, coupon: string, stock: Stock) {
  const things = { point, coupon: await state(), stock: await mall.stock(product) }
  expect(things).toEqual({ point, coupon, stock })
}

test('[SEAM-8] placing that dies at any operation leaves coupon and stock free', async () => {
  const operations = await dieAtEveryOperation<Situation>(mall, {
    prepare: () => situation(mall),
    work: (ctx, { place }) => place(ctx),
    check: (one, point) => expectThings(one, point, 'free', whole),
  })
  // Reading, stock, coupon, the order.
  expect(operations).toBe(4)
})

test('[SEAM-8] placing that died and is tried again at once is one order with its coupon', async () => {
  await dieAtEveryOperation<Situation>(mall, {
    prepare: () => situation(mall),
    work: (ctx, { place, token }) => place(ctx, { own: token }),
    async again({ buyer, place, token }) {
      const { orderId, payFen } = await place(mall.ctx, { own: token })
      expect(payFen).toBe(LESS_FEN)
      await mall.pay(buyer, orderId)
    },
    check: (one, point) => expectThings(one, point, 'used', sold),
  })
})

test('[SEAM-8] cancelling that dies at any operation gives coupon and stock back', async () => {
  await dieAtEveryOperation(mall, {
    async prepare() {
      const one = await situation(mall)
      return { one, orderId: (await one.place()).orderId }
    },
    work: (ctx, { one, orderId }) => storefront['payment.close']({ ...ctx, openid: one.buyer }, { orderId }),
    check: ({ one }, point) => expectThings(one, point, 'free', whole),
  })
})

test('[SEAM-8] refunding that dies at any operation brings back coupon, stock and money, once', async () => {
  await dieAtEveryOperation(mall, {
    async prepare() {
      const one = await situation(mall)
      const { orderId } = await one.place()
      await mall.pay(one.buyer, orderId)
      await mall.jobs([0, MINUTE_MS])
      return { one, orderId }
    },
    work: (ctx: Context, { orderId }) => refundByMerchant(mall, orderId, ctx),
    again: async ({ orderId }) => {
      await refundByMerchant(mall, orderId).catch(() => undefined)
    },
    async check({ one, orderId }, point) {
      await expectThings(one, point, 'free', whole)
      const { refunds, refundableFen, refundState } = await mall.order(orderId)
      const amounts = Object.values(refunds).map(({ amountFen }) => amountFen)
      expect({ point, amounts, refundableFen, refundState }).toEqual({
        point,
        amounts: [LESS_FEN],
        refundableFen: 0,
        refundState: 'succeeded',
      })
    },
  })
})
