import { storefront } from '../support/handlers'
import { applyPayment } from '../../cloudfunctions/domain/sale/payment'
import { closeUnpaid } from '../../cloudfunctions/domain/sale/payment/close.service'
import { answerNotification } from '../../cloudfunctions/paynotify/notify'
import type { Payment } from '../../cloudfunctions/platform/ports'
import { forgeNotification } from '../../emulator/src/wechatpay'
import { roundsOf } from '../support/operations'
import { codeOf, MINUTE_MS, startSaleMall, type SaleMall } from '../support/sale'

// A busy machine is no failure: nothing here is measured in time.
jest.setTimeout(120_000)

let mall: SaleMall
beforeAll(async () => {
  mall = await startSaleMall()
})
afterEach(() => {
  mall.answerNotificationsWith(null)
  return mall.wechatpay.faults.disarm()
})
afterAll(() => mall.close())

/** A placed order of one piece, and who placed it. */
async function placed(stock = 1) {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(stock)]
  return { buyer, product, ...(await mall.place(buyer, product)) }
}

/** The payment as WeChat Pay would tell it. */
async function paymentOf(orderId: string): Promise<Payment> {
  const outcome = await mall.ctx.pay.query(orderId)
  if (outcome.kind !== 'ok') throw new Error(outcome.kind)
  return outcome.value
}

/** One more delivery of its notification. */
async function deliver(orderId: string) {
  const { headers, body } = forgeNotification(mall.wechatpay, orderId, 'genuine')
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
  const answer = await answerNotification(mall.ctx, { headers: Object.fromEntries(lower), body })
  return { status: answer.statusCode, body: answer.body }
}

const entriesOf = (orderId: string) => mall.db.find('ledger', { where: { orderId }, limit: 100 })
const securityEvents = (orderId: string) =>
  mall.log.filter(({ event, fields }) => event.startsWith('security.') && fields['orderId'] === orderId)

describe('a payment that is told', () => {
  test('[PAY-2] fifty times at once makes one paid order and one commission', async () => {
    const { buyer, orderId } = await placed()
    mall.answerNotificationsWith(500)
    await mall.pay(buyer, orderId)
    const answers = await Promise.all(Array.from({ length: 50 }, () => deliver(orderId)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 204))
    // Claimed once and shortened once.
    expect(await mall.order(orderId)).toMatchObject({ state: 'paid', revision: 2, refunds: {} })
    expect(await mall.db.count('commissions', { _id: orderId })).toBe(1)
    expect(await entriesOf(orderId)).toHaveLength(1)
    const { paidAt } = await mall.order(orderId)
    await mall.jobs([MINUTE_MS])
    expect((await deliver(orderId)).status).toBe(204)
    expect(await mall.order(orderId)).toMatchObject({ paidAt, owed: [], refunds: {} })
  })

  test('[PAY-2] by notification, client and timer at once counts once', async () => {
    const { buyer, product, orderId } = await placed()
    await mall.pay(buyer, orderId, 'never')
    mall.clock.advance(3 * MINUTE_MS)
    await Promise.all([
      ...Array.from({ length: 5 }, () => deliver(orderId)),
      ...Array.from({ length: 5 }, () => storefront['payment.sync'](mall.as(buyer), { orderId })),
      mall.jobs(),
      mall.jobs(),
    ])
    await mall.jobs()
    expect(await mall.order(orderId)).toMatchObject({ state: 'paid', refunds: {}, owed: [] })
    expect(await entriesOf(orderId)).toHaveLength(1)
    expect(await mall.stock(product)).toEqual({ available: 0, held: 0, sold: 1 })
  })

  test('[PAY-3] before order.pay has answered is taken all the same', async () => {
    const { buyer, orderId } = await placed()
    const prepay = mall.ctx.pay.prepay
    const early = {
      ...mall.as(buyer),
      pay: {
        ...mall.ctx.pay,
        async prepay(request: Parameters<typeof prepay>[0]) {
          const outcome = await prepay(request)
          if (outcome.kind === 'ok') {
            mall.wechatpay.pay(outcome.value.payParams, { openid: buyer })
            await mall.wechatpay.tick()
          }
          return outcome
        },
      },
    }
    expect(await codeOf(storefront['payment.prepare'](early, { orderId }))).toBe('ok')
    expect((await mall.order(orderId)).state).toBe('paid')
    expect(await codeOf(storefront['payment.prepare'](mall.as(buyer), { orderId }))).toBe('ORDER_PAID')
  })

  test('[PAY-4] never, because the notification got lost, is found by the timer', async () => {
    const { buyer, orderId } = await placed()
    await mall.pay(buyer, orderId, 'never')
    await mall.jobs([MINUTE_MS])
    expect((await mall.order(orderId)).state).toBe('pending_payment')
    await mall.jobs([MINUTE_MS])
    expect((await mall.order(orderId)).state).toBe('paid')
  })

  test('[PAY-4] never, is found when the client returns from the cashier', async () => {
    const { buyer, orderId } = await placed()
    const sync = () => storefront['payment.sync'](mall.as(buyer), { orderId })
    expect(await sync()).toEqual({ state: 'pending_payment' })
    await mall.pay(buyer, orderId, 'never')
    mall.wechatpay.faults.arm({ faults: [{ at: 'wechatpay.query', k: 1, fault: 'lose' }] })
    expect(await codeOf(sync())).toBe('PAYMENT_UNAVAILABLE')
    expect(await sync()).toEqual({ state: 'paid' })
  })

  test('[PAY-4] the timer asks about an unpaid payment less and less often', async () => {
    const { buyer, orderId } = await placed()
    await storefront['payment.prepare'](mall.as(buyer), { orderId })
    const asked: number[] = []
    for (let minute = 1; minute < 30; minute++) {
      await mall.jobs([MINUTE_MS])
      asked.push((await mall.order(orderId)).prepay?.asked ?? 0)
    }
    expect(asked.at(-1)).toBe(3)
    await mall.jobs([2 * MINUTE_MS])
    expect((await mall.order(orderId)).state).toBe('closed')
  })

  test('[PAY-5] after the order closed goes back whole and once, and earns nobody anything', async () => {
    const { buyer, product, orderId, payFen } = await placed()
    await mall.pay(buyer, orderId, 'never')
    const payment = await paymentOf(orderId)
    // Closed without asking WeChat Pay, which this code never does: the worst case.
    await mall.db.change('orders', { _id: orderId }, { state: 'closed', closeReason: 'timeout', closedAt: 1 })
    const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(orderId)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]))
    await Promise.all(Array.from({ length: 5 }, () => applyPayment(mall.ctx, payment, 'timer')))
    await mall.jobs([MINUTE_MS, MINUTE_MS, 5 * MINUTE_MS])
    const order = await mall.order(orderId)
    expect(order).toMatchObject({ state: 'closed', refundState: 'succeeded', owed: [] })
    expect(Object.values(order.refunds)).toMatchObject([
      { refundNo: `L${orderId}`, kind: 'late', amountFen: payFen, state: 'succeeded' },
    ])
    expect(await mall.commission(orderId)).toBeNull()
    expect(mall.wechatpay.trade({ outTradeNo: orderId })?.shownState).toBe('REFUND')
    expect((await mall.stock(product)).sold).toBe(0)
    const detail = await storefront['order.get'](mall.as(buyer), { orderId })
    expect(detail).toMatchObject({ refundState: 'succeeded', refunds: [{ amountFen: payFen }] })
  })

  test('[PAY-6] told twice in step after the order closed it is one payment, and no second one', async () => {
    const { buyer, orderId } = await placed()
    await mall.pay(buyer, orderId, 'never')
    const payment = await paymentOf(orderId)
    await mall.db.change('orders', { _id: orderId }, { state: 'closed', closeReason: 'timeout', closedAt: 1 })
    await roundsOf(mall.ctx, (ctx) =>
      Promise.all([applyPayment(ctx, payment, 'timer'), applyPayment(ctx, payment, 'notification')]),
    )
    expect(Object.keys((await mall.order(orderId)).refunds)).toEqual([`L${orderId}`])
  })

  test('[PAY-6] by another transaction sends the second payment back and leaves the order paid', async () => {
    const { buyer, orderId, payFen } = await placed()
    const first = await mall.pay(buyer, orderId)
    await mall.wechatpay.tick()
    const second = { ...(await paymentOf(orderId)), transactionId: '4200009999' }
    const applied = await Promise.all(
      Array.from({ length: 10 }, () => applyPayment(mall.ctx, second, 'notification')),
    )
    expect(applied.filter(({ kind }) => kind === 'refunding')).toHaveLength(1)
    const order = await mall.order(orderId)
    expect(order).toMatchObject({ state: 'paid', transactionId: first, refundableFen: payFen })
    expect(order.refundState).toBe('none')
    expect(Object.values(order.refunds)).toMatchObject([
      { kind: 'second', transactionId: '4200009999', amountFen: payFen },
    ])
    // This WeChat Pay knows of no such payment: the first one must not go back in its place.
    await mall.jobs([MINUTE_MS])
    expect(Object.values((await mall.order(orderId)).refunds)).toMatchObject([{ state: 'abnormal' }])
    expect(mall.wechatpay.trade({ outTradeNo: orderId })?.shownState).toBe('SUCCESS')
  })
})

describe('a payment that is not as it has to be', () => {
  test('[PAY-8] another merchant’s or app’s payment, or one that is not complete, changes nothing', async () => {
    const { buyer, orderId } = await placed()
    await mall.pay(buyer, orderId, 'never')
    const payment = await paymentOf(orderId)
    const before = await mall.order(orderId)
    const wrong: Partial<Payment>[] = [
      { appid: 'wx00000000000000ff' },
      { mchid: '1900000999' },
      { transactionId: undefined },
      { totalFen: undefined },
      { totalFen: before.payFen + 1 },
      { currency: 'USD' },
      { openid: undefined },
    ]
    for (const change of wrong) {
      const applied = await applyPayment(mall.ctx, { ...payment, ...change }, 'notification')
      expect(applied.kind).toBe('mismatch')
    }
    expect(await applyPayment(mall.ctx, { ...payment, tradeState: 'NOTPAY' }, 'timer')).toEqual({
      kind: 'unpaid',
    })
    expect(await mall.order(orderId)).toEqual(before)
  })

  test('[PAY-8] a payment of an unknown order is delivered again and reported', async () => {
    const { buyer, orderId } = await placed()
    await mall.pay(buyer, orderId, 'never')
    await mall.db.remove('orders', { _id: orderId })
    expect((await deliver(orderId)).status).toBe(409)
    expect(securityEvents(orderId)).toMatchObject([{ event: 'security.payment_of_unknown_order' }])
  })

  test('[PAY-9] a notification that we cannot keep is not acknowledged, and the next one is', async () => {
    const { buyer, orderId } = await placed()
    mall.answerNotificationsWith(500)
    await mall.pay(buyer, orderId)
    const { headers, body } = forgeNotification(mall.wechatpay, orderId, 'genuine')
    const lower = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    )
    const broken = {
      ...mall.ctx,
      db: { ...mall.ctx.db, changeAndGet: () => Promise.reject(new Error('down')) },
    }
    expect((await answerNotification(broken, { headers: lower, body })).statusCode).toBe(503)
    expect((await mall.order(orderId)).state).toBe('pending_payment')
    expect((await deliver(orderId)).status).toBe(204)
  })
})

describe('paying and closing at once', () => {
  test('[PAY-10] prepare again gives the same payment; after a close it is refused', async () => {
    const { buyer, orderId } = await placed()
    const pay = () => storefront['payment.prepare'](mall.as(buyer), { orderId })
    const first = await pay()
    expect((await pay()).payParams?.package).toBe(first.payParams?.package)
    expect(await storefront['payment.close'](mall.as(buyer), { orderId })).toEqual({ state: 'closed' })
    expect(await storefront['payment.close'](mall.as(buyer), { orderId })).toEqual({ state: 'closed' })
    expect(await codeOf(pay())).toBe('ORDER_STATE')
    expect(mall.wechatpay.pay(first.payParams!, { openid: buyer })).toMatchObject({ code: 'ORDER_CLOSED' })
  })

  test('[PAY-10] an order that WeChat Pay does not confirm to be closed stays open', async () => {
    const { buyer, product, orderId } = await placed()
    await storefront['payment.prepare'](mall.as(buyer), { orderId })
    const cancel = () => codeOf(storefront['payment.close'](mall.as(buyer), { orderId }))
    mall.wechatpay.faults.arm({ faults: [{ at: 'wechatpay.close', k: 1, fault: 'lose' }] })
    expect(await cancel()).toBe('PAYMENT_UNAVAILABLE')
    expect((await mall.order(orderId)).state).toBe('pending_payment')
    expect(await mall.stock(product)).toEqual({ available: 0, held: 1, sold: 0 })
    // Closed over there all the same: the next attempt, by whomever, finishes it.
    expect(await codeOf(storefront['payment.prepare'](mall.as(buyer), { orderId }))).toBe('ORDER_EXPIRED')
    expect(await mall.order(orderId)).toMatchObject({ state: 'closed', closeReason: 'buyer' })
    expect(await mall.stock(product)).toEqual({ available: 1, held: 0, sold: 0 })
  })

  test.each([
    ['does not answer', { kind: 'unknown' as const, cause: 'timeout' }],
    [
      'has not heard of yet',
      { kind: 'rejected' as const, code: 'ORDER_NOT_EXIST', message: '', final: true },
    ],
  ])('[PAY-10] an order whose payment WeChat Pay %s stays open', async (_, outcome) => {
    const { buyer, orderId } = await placed()
    await storefront['payment.prepare'](mall.as(buyer), { orderId })
    const ctx = { ...mall.as(buyer), pay: { ...mall.ctx.pay, query: () => Promise.resolve(outcome) } }
    expect(await codeOf(storefront['payment.close'](ctx, { orderId }))).toBe('PAYMENT_UNAVAILABLE')
    expect((await mall.order(orderId)).state).toBe('pending_payment')
  })

  test('[PAY-10] cancelling finds out that it was paid', async () => {
    const { buyer, orderId } = await placed()
    await mall.pay(buyer, orderId, 'never')
    expect(await codeOf(storefront['payment.close'](mall.as(buyer), { orderId }))).toBe('ORDER_PAID')
    expect((await mall.order(orderId)).state).toBe('paid')
  })

  test.each(['query', 'close'] as const)(
    '[PAY-11] the payer confirms just before or just after WeChat Pay is asked to %s',
    async (call) => {
      for (const when of ['before', 'after'] as const) {
        const { buyer, product, orderId } = await placed()
        const { payParams } = await storefront['payment.prepare'](mall.as(buyer), { orderId })
        let paid = false
        const confirm = () => (paid ||= mall.wechatpay.pay(payParams!, { openid: buyer, notify: 'never' }).ok)
        const ask = async (id: string) => {
          if (when === 'before') confirm()
          const outcome = await mall.ctx.pay[call](id)
          if (when === 'after') confirm()
          return outcome
        }
        const ctx = { ...mall.as(buyer), pay: { ...mall.ctx.pay, [call]: ask } }
        const code = await codeOf(storefront['payment.close'](ctx, { orderId }))
        // Only what comes after the close comes too late, and then the payer's money is not taken.
        expect({ when, code, paid }).toEqual(
          call === 'close' && when === 'after'
            ? { when, code: 'ok', paid: false }
            : { when, code: 'ORDER_PAID', paid: true },
        )
        await mall.jobs([3 * MINUTE_MS])
        expect((await mall.order(orderId)).state).toBe(paid ? 'paid' : 'closed')
        expect((await mall.stock(product)).sold).toBe(paid ? 1 : 0)
      }
    },
  )

  test('[PAY-11] an order that is paid while it is being closed stays paid', async () => {
    const { orderId } = await placed()
    const seen = await mall.order(orderId)
    // As one without anything to pay is, which WeChat Pay never hears of.
    await mall.db.change('orders', { _id: orderId }, { state: 'paid' })
    expect(await closeUnpaid(mall.ctx, seen, 'timeout')).toEqual({ kind: 'changed' })
    expect((await mall.order(orderId)).state).toBe('paid')
  })

  test('[PAY-11] an order whose payment is prepared while it is being closed stays open', async () => {
    const { buyer, orderId } = await placed()
    const seen = await mall.order(orderId)
    const { payParams } = await storefront['payment.prepare'](mall.as(buyer), { orderId })
    expect(await closeUnpaid(mall.ctx, seen, 'timeout')).toEqual({ kind: 'changed' })
    expect((await mall.order(orderId)).state).toBe('pending_payment')
    expect(mall.wechatpay.pay(payParams!, { openid: buyer }).ok).toBe(true)
    await mall.wechatpay.tick()
    expect((await mall.order(orderId)).state).toBe('paid')
  })

  test('[PAY-11] an order whose payment is prepared again while it is being closed stays open', async () => {
    const { buyer, orderId } = await placed()
    await storefront['payment.prepare'](mall.as(buyer), { orderId })
    const seen = await mall.order(orderId)
    const close = async (id: string) => {
      const outcome = await mall.ctx.pay.close(id)
      mall.clock.advance(1)
      await mall.db.change('orders', { _id: orderId }, { 'prepay.at': mall.clock.now() })
      return outcome
    }
    const ctx = { ...mall.ctx, pay: { ...mall.ctx.pay, close } }
    expect(await closeUnpaid(ctx, seen, 'buyer')).toEqual({ kind: 'changed' })
    expect((await mall.order(orderId)).state).toBe('pending_payment')
  })

  test.each(['cancel', 'timeout'] as const)(
    '[PAY-11] paying against %s: paid and sold, or closed and given back, and no money is lost',
    async (how) => {
      const outcomes = { paid: 0, closed: 0 }
      for (let round = 0; round < 24; round++) {
        const { buyer, product, orderId } = await placed()
        const { payParams } = await storefront['payment.prepare'](mall.as(buyer), { orderId })
        if (how === 'timeout') await mall.db.change('orders', { _id: orderId }, { expiresAt: 0, dueAt: 0 })
        const close = () =>
          how === 'cancel' ? codeOf(storefront['payment.close'](mall.as(buyer), { orderId })) : mall.jobs()
        const pay = async () => {
          // Between none and many of the closing's steps.
          for (let i = 0; i < round % 8; i++) await new Promise((resolve) => setImmediate(resolve))
          // eslint-disable-next-line no-restricted-syntax -- any moment will do, and these are some
          if (round % 3 === 2) await new Promise((resolve) => setTimeout(resolve, round))
          const paid = mall.wechatpay.pay(payParams!, {
            openid: buyer,
            notify: round % 2 ? 'normal' : 'never',
          })
          await mall.wechatpay.tick()
          return paid.ok
        }
        const [paid] = await Promise.all([pay(), close()])
        await mall.jobs([3 * MINUTE_MS, MINUTE_MS, 61 * MINUTE_MS])
        const order = await mall.order(orderId)
        expect({ round, state: order.state }).toEqual({ round, state: paid ? 'paid' : 'closed' })
        expect(order.owed).toEqual([])
        expect(await mall.stock(product)).toEqual(
          paid ? { available: 0, held: 0, sold: 1 } : { available: 1, held: 0, sold: 0 },
        )
        expect(await mall.db.count('commissions', { _id: orderId })).toBe(paid ? 1 : 0)
        outcomes[paid ? 'paid' : 'closed'] += 1
      }
      expect(outcomes.paid).toBeGreaterThan(0)
    },
  )
})
