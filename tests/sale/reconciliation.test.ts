import { merchant } from '../support/handlers'
import { dayOf, DAY_MS, startOfDay } from '../../shared/business-day'
import { reconcileBills, reconcileDay } from '../../cloudfunctions/domain/money/reconciliation'
import { seedDemo } from '../../local/demo/seed'
import { changeBill, type BillChange } from '../../emulator/src/wechatpay'
import { startBillMall, type BillMall } from '../support/bills'
import { MINUTE_MS, PRICE_FEN, refundByMerchant } from '../support/sale'

// A busy machine is no failure: nothing here is measured in time.
jest.setTimeout(600_000)

const HOUR_MS = 60 * MINUTE_MS
/** What WeChat Pay keeps of one piece. */
const FEE_FEN = 77

let mall: BillMall
beforeAll(async () => {
  mall = await startBillMall()
})
afterAll(() => mall.close())
beforeEach(() => mall.newDay())
afterEach(() => mall.wechatpay.faults.disarm())

const asShown = (day: string) => merchant['reconciliation.day'](mall.staff(), { day })

test('[RECON-2] a day that agrees has no difference, and takes few trips', async () => {
  for (let i = 0; i < 3; i++) await mall.paidOrder()
  await mall.refundedOrder()
  const day = mall.endDay()
  const { result, trips } = await mall.tripsOf(() => reconcileBills(mall.ctx))
  expect(result).toEqual({ done: 1, waiting: 0, failed: 0 })
  const paidFen = 4 * PRICE_FEN
  expect(await asShown(day)).toMatchObject({
    day,
    state: 'matched',
    open: 0,
    found: 0,
    others: 0,
    unlisted: 0,
    sums: {
      payments: 4,
      paymentFen: paidFen,
      refunds: 1,
      refundFen: PRICE_FEN,
      feeFen: 3 * FEE_FEN,
      netFen: 3 * (PRICE_FEN - FEE_FEN),
    },
    flow: { incomeFen: paidFen },
  })
  expect(await mall.differencesOf(day)).toEqual([])
  // Opening the day (2), finding it (1), claiming it, its orders, what was paid, what was refunded, and closing (3).
  expect(trips.map(({ collection }) => collection)).toEqual([
    'reconciliations',
    'reconciliations',
    'reconciliations',
    'reconciliations',
    'orders',
    'orders',
    'orders',
    'orders',
    'differences',
    'differences',
    'reconciliations',
  ])
  const idle = await mall.tripsOf(() => reconcileBills(mall.ctx))
  expect(idle.trips).toHaveLength(2)
})

test('[RECON-7] nothing is looked at before ten, and a late bill half an hour later again', async () => {
  await mall.paidOrder()
  const day = mall.endDay(9.9)
  expect(await reconcileBills(mall.ctx)).toEqual({ done: 0, waiting: 0, failed: 0 })
  expect(await asShown(day)).toMatchObject({ state: 'pending', open: 0 })

  // Somebody does not want to wait, but the bill is not there.
  expect(await merchant['reconciliation.again'](mall.staff(), { day })).toMatchObject({
    day,
    state: 'waiting',
    nextAt: mall.clock.now() + 30 * MINUTE_MS,
  })
  mall.clock.advance(29 * MINUTE_MS)
  expect(await reconcileBills(mall.ctx)).toMatchObject({ done: 0 })
  mall.clock.advance(MINUTE_MS)
  expect(await reconcileBills(mall.ctx)).toMatchObject({ done: 1 })
  expect(await asShown(day)).toMatchObject({ state: 'matched' })
})

test('[RECON-7] a day without trades agrees with having no bill', async () => {
  const day = await mall.reconciled()
  expect(await asShown(day)).toMatchObject({ state: 'matched', sums: { payments: 0, netFen: 0 } })
})

test('[RECON-7] days that were missed are made up, three a run, and none is left out', async () => {
  await mall.paidOrder()
  const first = dayOf(mall.clock.now())
  for (let i = 0; i < 7; i++) mall.endDay()
  const done: number[] = []
  for (let i = 0; i < 4; i++) done.push((await reconcileBills(mall.ctx)).done)
  expect(done).toEqual([3, 3, 1, 0])
  const { items } = await merchant['reconciliation.days'](mall.staff(), {})
  const days = items.slice(0, 7).map(({ day }) => day)
  expect(days).toEqual(
    [6, 5, 4, 3, 2, 1, 0].map((n) => dayOf(Date.parse(`${first}T12:00+08:00`) + n * DAY_MS)),
  )
  expect(items.slice(0, 7).every(({ state }) => state === 'matched')).toBe(true)
})

describe('a payment', () => {
  test('[RECON-3] of which the mall never heard is applied, once, and its difference closes', async () => {
    const { orderId, transactionId } = await mall.paidOrder('never')
    expect((await mall.order(orderId)).state).toBe('pending_payment')
    const day = await mall.reconciled()
    expect(await mall.order(orderId)).toMatchObject({ state: 'paid', transactionId })
    expect(await mall.db.count('commissions', { _id: orderId })).toBe(1)
    expect(await mall.differencesOf(day)).toMatchObject([
      {
        kind: 'payment_missed',
        orderId,
        number: transactionId,
        oursFen: null,
        billFen: PRICE_FEN,
        state: 'resolved',
      },
    ])
    expect(await asShown(day)).toMatchObject({ state: 'closed', open: 0, found: 1 })
  })

  test('[RECON-3] that met a closed order goes back', async () => {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
    const { orderId } = await mall.place(buyer, product)
    const transactionId = await mall.pay(buyer, orderId, 'never')
    // As if a close had been confirmed that never was.
    await mall.db.change('orders', { _id: orderId }, { state: 'closed', closeReason: 'timeout' })
    const day = await mall.reconciled()
    expect(await mall.order(orderId)).toMatchObject({
      state: 'closed',
      transactionId,
      refundState: 'processing',
    })
    expect(await mall.differencesOf(day)).toMatchObject([{ kind: 'payment_missed', state: 'resolved' }])
  })

  test('[RECON-3] about which WeChat Pay does not answer stays open and is asked about again', async () => {
    const { orderId } = await mall.paidOrder('never')
    const day = mall.endDay()
    mall.wechatpay.faults.arm({ faults: [{ at: 'wechatpay.query', k: 1, fault: 'lose' }] })
    await reconcileBills(mall.ctx)
    expect(await asShown(day)).toMatchObject({ state: 'different', open: 1 })
    expect((await mall.order(orderId)).state).toBe('pending_payment')
    mall.clock.advance(30 * MINUTE_MS)
    await reconcileBills(mall.ctx)
    expect((await mall.order(orderId)).state).toBe('paid')
    expect(await asShown(day)).toMatchObject({ state: 'closed', open: 0 })
  })

  test('[RECON-2] of no order, missing from the bill, of another amount or twice is told', async () => {
    const [missing, other, twice, second] = [
      await mall.paidOrder(),
      await mall.paidOrder(),
      await mall.paidOrder(),
      await mall.paidOrder(),
    ]
    const unknown = { outTradeNo: 'counter_0000000001', transactionId: '4200000000000000000000000001' }
    const again = { outTradeNo: second.orderId, transactionId: '4200000000000000000000000002' }
    const day = await mall.reconciled([
      { kind: 'drop', number: missing.transactionId },
      { kind: 'amount', number: other.transactionId, fen: PRICE_FEN - 1 },
      { kind: 'repeat', number: twice.transactionId },
      { kind: 'add', ...unknown, fen: 500 },
      { kind: 'add', ...again, fen: PRICE_FEN },
    ])
    const found = await mall.differencesOf(day)
    expect(
      found.map(({ kind, orderId, number, oursFen, billFen, state }) => [
        kind,
        orderId,
        number,
        oursFen,
        billFen,
        state,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['payment_amount', other.orderId, other.transactionId, PRICE_FEN, PRICE_FEN - 1, 'open'],
        ['payment_twice', twice.orderId, twice.transactionId, PRICE_FEN, 2 * PRICE_FEN, 'open'],
        ['payment_twice', second.orderId, again.transactionId, null, PRICE_FEN, 'open'],
        ['payment_unbilled', missing.orderId, missing.transactionId, PRICE_FEN, null, 'open'],
        ['payment_unknown', unknown.outTradeNo, unknown.transactionId, null, 500, 'open'],
      ]),
    )
    expect(found).toHaveLength(5)
    expect(await asShown(day)).toMatchObject({ state: 'different', open: 5, found: 5 })
    expect(JSON.stringify(found)).not.toMatch(/oBuyer|林小满|13812345678|138\*/)
  })

  test('[RECON-2] that went back because it was the second one is known', async () => {
    const { orderId } = await mall.paidOrder()
    const transactionId = '4200000000000000000000000003'
    const refund = { refundNo: `S${transactionId}`, kind: 'second', transactionId, amountFen: PRICE_FEN }
    await mall.db.change(
      'orders',
      { _id: orderId },
      {
        [`refunds.${refund.refundNo}`]: mall.db._.set({ ...refund, state: 'succeeded' }),
      },
    )
    const day = await mall.reconciled([
      { kind: 'add', outTradeNo: orderId, transactionId, fen: PRICE_FEN },
      { kind: 'add', outTradeNo: orderId, transactionId, refundNo: refund.refundNo, fen: PRICE_FEN },
    ])
    expect(await mall.differencesOf(day)).toEqual([])
  })
})

describe('a refund', () => {
  test('[RECON-3] whose end the mall never heard of is noted', async () => {
    const paid = await mall.paidOrder()
    await refundByMerchant(mall, paid.orderId)
    mall.answerNotificationsWith(500)
    mall.clock.advance(5_000)
    await mall.wechatpay.tick()
    expect((await mall.order(paid.orderId)).refundState).toBe('processing')
    const day = await mall.reconciled()
    mall.answerNotificationsWith(null)
    expect((await mall.order(paid.orderId)).refundState).toBe('succeeded')
    expect(await mall.differencesOf(day)).toMatchObject([
      { kind: 'refund_missed', number: `R${paid.orderId}`, state: 'resolved' },
    ])
  })

  test('[RECON-2] nobody asked for, missing from the bill, of another amount, failed or twice is told', async () => {
    const [missing, other, twice, failed, late] = [
      await mall.refundedOrder(),
      await mall.refundedOrder(),
      await mall.refundedOrder(),
      await mall.refundedOrder(),
      await mall.refundedOrder(),
    ]
    const byHand = await mall.paidOrder()
    // The mall takes for done what at WeChat Pay is not.
    mall.wechatpay.context.store.run(
      `UPDATE refund SET status = 'ABNORMAL' WHERE out_refund_no = ?`,
      failed.refundNo,
    )
    const day = await mall.reconciled([
      { kind: 'drop', number: missing.refundNo },
      { kind: 'amount', number: other.refundNo, fen: 1 },
      { kind: 'repeat', number: twice.refundNo },
      { kind: 'status', number: failed.refundNo, status: 'CHANGE' },
      // Was abnormal when the bill was made, and is back with the buyer by now.
      { kind: 'status', number: late.refundNo, status: 'CHANGE' },
      {
        kind: 'add',
        outTradeNo: byHand.orderId,
        transactionId: byHand.transactionId,
        refundNo: 'byhand0001',
        fen: 700,
      },
    ])
    const found = await mall.differencesOf(day)
    expect(
      found.map(({ kind, number, oursFen, billFen, state }) => [kind, number, oursFen, billFen, state]),
    ).toEqual(
      expect.arrayContaining([
        ['refund_amount', other.refundNo, PRICE_FEN, 1, 'open'],
        ['refund_state', failed.refundNo, PRICE_FEN, PRICE_FEN, 'open'],
        ['refund_state', late.refundNo, PRICE_FEN, PRICE_FEN, 'resolved'],
        ['refund_twice', twice.refundNo, PRICE_FEN, 2 * PRICE_FEN, 'open'],
        ['refund_unbilled', missing.refundNo, PRICE_FEN, null, 'open'],
        ['refund_unknown', 'byhand0001', null, 700, 'open'],
      ]),
    )
    expect(found).toHaveLength(6)
  })

  test('[RECON-2] that WeChat Pay closed and that was asked for anew stands in the bill twice and agrees', async () => {
    const { orderId, transactionId, refundNo } = await mall.refundedOrder()
    await mall.db.change('orders', { _id: orderId }, { [`refunds.${refundNo}.attempt`]: 2 })
    const second = { outTradeNo: orderId, transactionId, refundNo: `${refundNo}-2`, fen: PRICE_FEN }
    const closed: BillChange = { kind: 'status', number: refundNo, status: 'CLOSED' }
    const day = await mall.reconciled([closed, { kind: 'add', ...second }])
    expect(await mall.differencesOf(day)).toEqual([])
  })

  test('[RECON-2] that is accepted before midnight and heard of after it belongs to the day of the bill', async () => {
    const { orderId } = await mall.paidOrder()
    mall.clock.set(startOfDay(mall.clock.now()) + DAY_MS - 1_000)
    mall.wechatpay.faults.arm({ faults: [{ at: 'wechatpay.refund', k: 1, fault: 'lose' }] })
    await refundByMerchant(mall, orderId)
    expect((await mall.order(orderId)).refunds[`R${orderId}`]?.state).toBe('owed')
    const day = dayOf(mall.clock.now())
    await mall.jobs([2 * MINUTE_MS])
    expect((await mall.order(orderId)).refunds[`R${orderId}`]?.state).not.toBe('owed')
    mall.clock.set(startOfDay(mall.clock.now()) + 10 * HOUR_MS)
    await reconcileBills(mall.ctx)
    const next = await mall.reconciled()
    for (const one of [day, next]) expect(await asShown(one)).toMatchObject({ state: 'matched', found: 0 })
    expect(await asShown(day)).toMatchObject({ sums: { refunds: 1 } })
  })
})

test('[RECON-2] an account that moved by another sum than the trades come to is told', async () => {
  await mall.paidOrder()
  const day = await mall.reconciled([{ kind: 'flow', fen: 123 }])
  expect(await mall.differencesOf(day)).toMatchObject([
    {
      kind: 'flow',
      oursFen: PRICE_FEN - FEE_FEN,
      billFen: PRICE_FEN - FEE_FEN - 123,
      orderId: '',
      state: 'open',
    },
  ])
})

test('[RECON-5] a bill that is not right changes nothing, and counts once it is', async () => {
  const { orderId } = await mall.paidOrder('never')
  const day = await mall.reconciled([{ kind: 'text', find: '`128.00', replace: '`128.01' }])
  expect(await asShown(day)).toMatchObject({ state: 'failed', open: 0, found: 0 })
  expect(await mall.readDay(day)).toMatchObject({
    problem: 'malformed: tradebill: 应结订单总金额 does not add up',
  })
  expect((await mall.order(orderId)).state).toBe('pending_payment')
  expect(await mall.differencesOf(day)).toEqual([])
  changeBill(mall.wechatpay, day, [])
  mall.clock.advance(2 * MINUTE_MS)
  await reconcileBills(mall.ctx)
  expect(await asShown(day)).toMatchObject({ state: 'closed', found: 1 })
})

test('the demo shop has reconciled as the mall itself would', async () => {
  mall.reset()
  mall.wechatpay.context.store.run('DELETE FROM trade')
  mall.wechatpay.context.store.run('DELETE FROM refund')
  await seedDemo(mall)
  const days = await mall.db.find('reconciliations', { where: {}, limit: 100 })
  const differences = await mall.db.find('differences', { where: {}, limit: 100 })
  expect(days.length).toBeGreaterThan(25)
  expect(differences.map(({ state }) => state).sort()).toEqual(['open', 'staff_handled'])
  for (const { _id, sums, flow, found } of days) {
    await reconcileDay(mall.ctx, _id)
    expect(await mall.readDay(_id)).toMatchObject({ _id, state: 'done', sums, flow, found })
  }
  expect(await mall.db.find('differences', { where: {}, limit: 100 })).toEqual(differences)
  expect(await reconcileBills(mall.ctx)).toEqual({ done: 0, waiting: 0, failed: 0 })
})
