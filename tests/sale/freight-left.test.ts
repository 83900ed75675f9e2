import fc from 'fast-check'
import type { RefundRequest } from '../../shared/rules/refund'
import { autoReceive } from '../../cloudfunctions/domain/sale/fulfilment/delivery.service'
import { leftOf, refundsOf } from '../../cloudfunctions/domain/sale/order'
import { bookOutside, refund } from '../../cloudfunctions/domain/sale/refund'
import { merchant } from '../support/handlers'
import {
  codeOf,
  DAY_MS,
  MINUTE_MS,
  refundByMerchant,
  shipByMerchant,
  skuOf,
  startSaleMall,
  type SaleMall,
} from '../support/sale'

/** Money that is left of an order whose goods have all come back: freight. */

jest.setTimeout(240_000)
const PRICE_FEN = 1_999
const FREIGHT_FEN = 800
let mall: SaleMall
beforeAll(async () => void (mall = await startSaleMall()))
afterAll(() => mall.close())

/** A paid order of so many pieces, too cheap to travel free. */
async function paidOrder(quantity: number) {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(9, PRICE_FEN)]
  const payFen = PRICE_FEN * quantity + FREIGHT_FEN
  const { orderId } = await mall.place(buyer, product, { quantity, expectedPayFen: payFen })
  await mall.pay(buyer, orderId)
  await mall.jobs()
  const pieces = (count: number): RefundRequest => ({
    kind: 'pieces',
    lines: [{ lineId: skuOf(product), quantity: count }],
    freight: false,
  })
  return { product, orderId, payFen, pieces }
}
const give = (orderId: string, request: RefundRequest, token: string) =>
  refund(mall.ctx, orderId, { request, reason: '少了一件', token })
const outside = (orderId: string, amountFen: number, refundNo = `byhand${amountFen}`) =>
  bookOutside(mall.ctx, { refundNo, orderId, amountFen, status: 'SUCCESS' })

test('[REFUND-22] freight goes back after all pieces have, by the button, and then nothing any more', async () => {
  const { product, orderId, payFen, pieces } = await paidOrder(2)
  await give(orderId, pieces(2), 'all-pieces')
  expect(await mall.order(orderId)).toMatchObject({ live: false, refundableFen: FREIGHT_FEN })
  expect(await merchant['fulfilment.get'](mall.asStaff(), { orderId })).toMatchObject({
    refundable: true,
    refundableFen: FREIGHT_FEN,
  })
  await refundByMerchant(mall, orderId)
  await mall.jobs([MINUTE_MS, MINUTE_MS])
  const order = await mall.order(orderId)
  expect(order).toMatchObject({ live: false, refundableFen: 0, refundState: 'succeeded', owed: [] })
  expect(refundsOf(order).reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(payFen)
  expect(await mall.stock(product)).toEqual({ available: 9, held: 0, sold: 0 })
  expect(await codeOf(refundByMerchant(mall, orderId))).toBe('REFUND_STATE')
})

test('[REFUND-22] freight that went back by hand is booked after all pieces have, in parts, too', async () => {
  const { orderId, pieces } = await paidOrder(1)
  await give(orderId, pieces(1), 'all-pieces')
  expect(await outside(orderId, 300)).toBe('booked')
  expect(await outside(orderId, 501)).toBe('unfit')
  expect(await outside(orderId, 500)).toBe('booked')
  expect(await outside(orderId, 1)).toBe('unfit')
  expect(await mall.order(orderId)).toMatchObject({ live: false, refundableFen: 0 })
})

test('[REFUND-22] while only freight is left nothing happens to the order by itself', async () => {
  const { orderId, pieces } = await paidOrder(1)
  const shipped = await paidOrder(1)
  await shipByMerchant(mall, shipped.orderId)
  await give(orderId, pieces(1), 'all-pieces')
  await give(shipped.orderId, shipped.pieces(1), 'all-pieces')
  expect(await codeOf(shipByMerchant(mall, orderId))).toBe('ORDER_STATE')
  mall.clock.advance(30 * DAY_MS)
  expect(await autoReceive(mall.ctx, { limit: 500, until: mall.clock.now() + MINUTE_MS })).toMatchObject({
    taken: 0,
  })
  expect((await mall.order(orderId)).state).toBe('paid')
  expect((await mall.order(shipped.orderId)).state).toBe('shipped')
})

test('[REFUND-22] twenty presses at once give the freight back once', async () => {
  const { orderId, payFen, pieces } = await paidOrder(1)
  await give(orderId, pieces(1), 'all-pieces')
  await Promise.all(Array.from({ length: 20 }, () => codeOf(refundByMerchant(mall, orderId))))
  const order = await mall.order(orderId)
  expect(refundsOf(order).reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(payFen)
  expect(order.refundableFen).toBe(0)
})

test('[REFUND-22] whatever went back before, every fen that is left can go back', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('pieces' as const), count: fc.integer({ min: 1, max: 3 }) }),
    fc.record({
      kind: fc.constant('money' as const),
      fen: fc.integer({ min: 0, max: 3_000 }),
      freight: fc.integer({ min: 0, max: 800 }),
    }),
    fc.record({ kind: fc.constant('outside' as const), fen: fc.integer({ min: 1, max: 7_000 }) }),
    fc.record({ kind: fc.constant('ship' as const) }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 3 }),
      fc.array(step, { maxLength: 5 }),
      fc.boolean(),
      async (quantity, steps, byHand) => {
        const { orderId, payFen, pieces } = await paidOrder(quantity)
        for (const [i, one] of steps.entries()) {
          const token = `step${i}`
          if (one.kind === 'pieces') await codeOf(give(orderId, pieces(one.count), token))
          if (one.kind === 'money')
            await codeOf(give(orderId, { kind: 'amount', fen: one.fen, freight: one.freight }, token))
          if (one.kind === 'outside') await outside(orderId, one.fen, token)
          if (one.kind === 'ship') await codeOf(shipByMerchant(mall, orderId))
        }
        const { refundableFen } = await mall.order(orderId)
        if (refundableFen > 0) {
          if (byHand) expect(await outside(orderId, refundableFen, 'last')).toBe('booked')
          else await refundByMerchant(mall, orderId)
        }
        const order = await mall.order(orderId)
        expect(order.refundableFen).toBe(0)
        expect(refundsOf(order).reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(payFen)
        expect(leftOf(order).every(({ payFen }) => payFen === 0)).toBe(true)
      },
    ),
    { numRuns: 15 },
  )
})
