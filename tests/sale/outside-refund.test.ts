import { merchant } from '../support/handlers'
import { startBillMall, type BillMall, type PaidOrder } from '../support/bills'
import {
  codeOf,
  COMMISSIONS_FEN,
  MINUTE_MS,
  PRICE_FEN,
  refundByMerchant,
  shipByMerchant,
} from '../support/sale'

// A busy machine is no failure: nothing here is measured in time.
jest.setTimeout(600_000)

let mall: BillMall
beforeAll(async () => {
  mall = await startBillMall()
})
afterAll(() => mall.close())
beforeEach(() => mall.newDay())

/** Refunds at WeChat Pay's console; answers the difference that the bill of the day makes of it. */
async function byHand({ orderId }: PaidOrder, refundNo: string, amountFen: number): Promise<string> {
  const { payFen } = await mall.order(orderId)
  const asked = await mall.ctx.pay.refund({
    orderId,
    refundNo,
    amountFen,
    totalFen: payFen,
    reason: '手工退款',
  })
  expect(asked.kind).toBe('ok')
  mall.clock.advance(5_000)
  // Its notification arrives and is acknowledged, though nobody here knows it.
  await mall.wechatpay.tick()
  const found = await mall.differencesOf(await mall.reconciled())
  const difference = found.find(({ number }) => number === refundNo)
  expect(difference).toMatchObject({ kind: 'refund_unknown', state: 'open', orderId, billFen: amountFen })
  return difference?._id ?? ''
}

const book = (differenceId: string) => merchant['reconciliation.bookRefund'](mall.staff(), { differenceId })

const reversedOf = async (orderId: string) =>
  (await mall.commission(orderId))?.shares.map(({ reversedFen }) => reversedFen)

test('[REFUND-30] of everything, ten times at once: booked once, commission and goods back, never shipped', async () => {
  const paid = await mall.paidOrder()
  const id = await byHand(paid, 'byhand-2', PRICE_FEN)
  const told = await Promise.all(Array.from({ length: 10 }, () => codeOf(book(id))))
  expect(told).toEqual(Array(10).fill('ok'))
  await mall.jobs([2 * MINUTE_MS])
  const order = await mall.order(paid.orderId)
  expect(Object.values(order.refunds)).toMatchObject([
    { refundNo: 'byhand-2', kind: 'outside', state: 'succeeded', amountFen: PRICE_FEN },
  ])
  expect(order).toMatchObject({
    live: false,
    refundableFen: 0,
    refundsDone: 1,
    refundsUnsettled: 0,
    owed: [],
  })
  expect(await reversedOf(paid.orderId)).toEqual([...COMMISSIONS_FEN])
  const productId = order.lines[0]?.productId ?? ''
  expect(await mall.stock(productId)).toEqual({ available: 5, held: 0, sold: 0 })
  expect(await codeOf(shipByMerchant(mall, paid.orderId))).toBe('ORDER_STATE')
  expect(await codeOf(refundByMerchant(mall, paid.orderId))).toBe('REFUND_STATE')
  const closed = await mall.db.get('differences', id)
  expect(closed).toMatchObject({
    state: 'staff_handled',
    closedByName: expect.any(String),
    note: '已补记退款 ¥128.00',
  })
})

test('[REFUND-30] of a part is money without goods, and the rest goes on', async () => {
  const paid = await mall.paidOrder()
  await book(await byHand(paid, 'byhandpart', 2_800))
  const order = await mall.order(paid.orderId)
  expect(order.refunds['byhandpart']).toMatchObject({
    kind: 'outside',
    freightFen: 0,
    lines: [{ quantity: 0, restock: 0, fen: 2_800 }],
  })
  expect(order).toMatchObject({ live: true, refundableFen: PRICE_FEN - 2_800 })
  expect(await reversedOf(paid.orderId)).toEqual([560, 280, 140])
  expect(await codeOf(shipByMerchant(mall, paid.orderId))).toBe('ok')
})

test('[ONCE-8] booked again by who lost the answer, it stands, and is told so', async () => {
  const paid = await mall.paidOrder()
  const id = await byHand(paid, 'byhandtwice', PRICE_FEN)
  const booked = await mall.tripsOf(() => book(id))
  const { revision, refunds } = await mall.order(paid.orderId)
  const closed = await mall.db.get('differences', id)
  expect(await codeOf(book(id))).toBe('ok')
  expect(await mall.order(paid.orderId)).toMatchObject({ revision, refunds })
  expect(await mall.db.get('differences', id)).toEqual(closed)
  // Only who comes again asks the order what stands.
  // Only who comes again asks the order what stands.
  const reads = booked.trips.filter(({ action }) => action === 'database.getDocument')
  expect(reads.filter(({ collection }) => collection === 'orders')).toHaveLength(1)
  // What was closed otherwise, without a booking, was not booked.
  const other = await mall.paidOrder()
  const handled = await byHand(other, 'byhandnoted', PRICE_FEN)
  await merchant['reconciliation.handle'](mall.staff(), { differenceId: handled, note: '线下已处理' })
  expect(await codeOf(book(handled))).toBe('DIFFERENCE_STATE')
})

test('[REFUND-30] what does not fit is refused with a sentence and changes nothing', async () => {
  const paid = await mall.paidOrder()
  const id = await byHand(paid, 'byhandunfit', PRICE_FEN)
  // The mall has reserved the money for a refund of its own meanwhile.
  await mall.db.change('orders', { _id: paid.orderId }, { live: false, refundableFen: 0 })
  expect(await codeOf(book(id))).toBe('REFUND_UNFIT')
  expect((await mall.order(paid.orderId)).refunds).toEqual({})
  expect((await mall.db.get('differences', id))?.state).toBe('open')
  expect(await codeOf(book('nosuch'))).toBe('NOT_FOUND')
  await mall.db.change('differences', { _id: id }, { kind: 'refund_amount' })
  expect(await codeOf(book(id))).toBe('DIFFERENCE_STATE')
})
