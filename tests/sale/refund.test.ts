import { merchant, storefront } from '../support/handlers'
import { shipOrder } from '../../cloudfunctions/domain/sale/fulfilment/parcel.service'
import { applyRefund, planRefund } from '../../cloudfunctions/domain/sale/refund'
import {
  noteAccepted,
  noteWaiting,
  reserveRefund,
  resume,
} from '../../cloudfunctions/domain/sale/refund/refund.repo'
import { refuseRefunds, setNextOutcome } from '../../emulator/src/wechatpay'
import { roundsOf } from '../support/operations'
import {
  codeOf,
  COMMISSIONS_FEN,
  DAY_MS,
  MINUTE_MS,
  PRICE_FEN,
  refundByMerchant,
  shipByMerchant,
  startSaleMall,
  type SaleMall,
} from '../support/sale'

// A busy machine is no failure: nothing here is measured in time.
jest.setTimeout(120_000)

let mall: SaleMall
beforeAll(async () => {
  mall = await startSaleMall()
})
afterEach(() => mall.wechatpay.faults.disarm())
afterAll(() => mall.close())

/** A paid order of one piece out of five, with all its effects carried out. */
async function paid() {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
  const { orderId } = await mall.place(buyer, product)
  await mall.pay(buyer, orderId)
  await mall.jobs()
  return { buyer, product, orderId, refundNo: `R${orderId}` }
}

interface RefundRow {
  out_refund_no: string
  refund: number
  status: string
}

const rowsAtWechatPay = (orderId: string) =>
  mall.wechatpay.context.store.all<RefundRow>(
    'SELECT out_refund_no, refund, status FROM refund WHERE out_trade_no = ? ORDER BY created_at',
    orderId,
  )
/** The numbers under which WeChat Pay was asked. */
const refundsAtWechatPay = (orderId: string) => rowsAtWechatPay(orderId).map((row) => row.out_refund_no)
/** What the buyer has back. */
const refundedFen = (orderId: string) =>
  rowsAtWechatPay(orderId)
    .filter(({ status }) => status === 'SUCCESS')
    .reduce((sum, { refund }) => sum + refund, 0)
/** What the merchant's page of the order says it waits for. */
const shownProblem = async (orderId: string) =>
  (await merchant['fulfilment.get'](mall.asStaff(), { orderId })).refundProblem

describe('the refund of a whole order', () => {
  test('[REFUND-1] before shipping: money, commission and goods go back, and it can never be shipped', async () => {
    const { buyer, product, orderId, refundNo } = await paid()
    await refundByMerchant(mall, orderId)
    expect(await mall.order(orderId)).toMatchObject({
      state: 'paid',
      refundState: 'processing',
      refundableFen: 0,
    })
    expect(await codeOf(shipByMerchant(mall, orderId))).toBe('ORDER_STATE')
    await mall.jobs([10_000])
    await mall.jobs([2 * MINUTE_MS])
    const order = await mall.order(orderId)
    expect(order).toMatchObject({ refundState: 'succeeded', owed: [] })
    expect(order.refunds[refundNo]).toMatchObject({ state: 'succeeded', amountFen: PRICE_FEN })
    expect(refundedFen(orderId)).toBe(PRICE_FEN)
    expect(await mall.stock(product)).toEqual({ available: 5, held: 0, sold: 0 })
    expect((await mall.commission(orderId))?.shares.map(({ reversedFen }) => reversedFen)).toEqual([
      ...COMMISSIONS_FEN,
    ])
    const detail = await storefront['order.get'](mall.as(buyer), { orderId })
    expect(detail).toMatchObject({ state: 'paid', refundState: 'succeeded' })
    const waiting = await merchant['fulfilment.list'](mall.asStaff(), { tab: 'unshipped' })
    expect(waiting.items.map((row) => row.orderId)).not.toContain(orderId)
    expect(detail.timeline[0]).toMatchObject({ title: '退款已到账' })
    const seen = await merchant['fulfilment.get'](mall.asStaff(), { orderId })
    expect(seen).toMatchObject({ refundable: false, buyerName: '小满' })
    expect(seen.commissions.map(({ accruedFen, reversedFen }) => accruedFen - reversedFen)).toEqual([0, 0, 0])
    const page = await merchant['fulfilment.list'](mall.asStaff(), { tab: 'refund' })
    expect(page.items.map((row) => row.orderId)).toContain(orderId)
  })

  test('[REFUND-2] after shipping the goods stay sold, and the order moves no further', async () => {
    const { buyer, product, orderId } = await paid()
    await shipByMerchant(mall, orderId)
    await refundByMerchant(mall, orderId)
    expect(await codeOf(storefront['fulfilment.receive'](mall.as(buyer), { orderId }))).toBe('ORDER_STATE')
    await mall.jobs([MINUTE_MS, 20 * DAY_MS, DAY_MS])
    expect(await mall.order(orderId)).toMatchObject({ state: 'shipped', refundState: 'succeeded' })
    expect(await mall.stock(product)).toEqual({ available: 4, held: 0, sold: 1 })
  })

  test('[REFUND-3] twenty times at once is one refund of the whole amount', async () => {
    const { orderId } = await paid()
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(refundByMerchant(mall, orderId))))
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1)
    expect(new Set(codes)).toEqual(new Set(['ok', 'REFUND_STATE']))
    await mall.jobs([MINUTE_MS, MINUTE_MS])
    expect(refundedFen(orderId)).toBe(PRICE_FEN)
  })

  test('[REFUND-4] shipping and refunding at once: goods are sent or on the shelf, never both', async () => {
    const winners = { ship: 0, refund: 0, later: 0 }
    for (let round = 0; round < 20; round++) {
      const { product, orderId } = await paid()
      const both = [
        () => codeOf(shipByMerchant(mall, orderId)),
        () => codeOf(refundByMerchant(mall, orderId)),
      ]
      const started =
        round % 2
          ? both.map((start) => start())
          : both
              .reverse()
              .map((start) => start())
              .reverse()
      const [ship, refund] = await Promise.all(started)
      // Both only when the refund came after the parcel had left.
      expect([ship, refund]).toContain('ok')
      await mall.jobs([MINUTE_MS, MINUTE_MS])
      expect((await mall.order(orderId)).state).toBe(ship === 'ok' ? 'shipped' : 'paid')
      expect((await mall.stock(product)).sold).toBe(ship === 'ok' ? 1 : 0)
      winners[ship !== 'ok' ? 'refund' : refund === 'ok' ? 'later' : 'ship'] += 1
    }
    // They do meet: in some rounds one is told that the other was faster.
    expect(winners.ship + winners.refund).toBeGreaterThan(0)
  })

  test('[REFUND-4] what leaves in a parcel while it is being refunded does not come back on the shelf', async () => {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
    const { orderId } = await mall.place(buyer, product, { quantity: 2 })
    await mall.pay(buyer, orderId)
    await mall.jobs()
    const seen = await mall.order(orderId)
    const waybill = { courier: 'SF', waybill: 'SF1388004217765' }
    await shipOrder(mall.ctx, orderId, waybill, [{ lineId: seen.lines[0]?.lineId ?? '', quantity: 1 }])
    const plan = planRefund(seen, { kind: 'whole' })
    if (plan.kind === 'refuse') throw new Error(plan.reason)
    const { lines, freightFen, amountFen } = plan
    const common = { kind: 'order', state: 'owed', requestedBy: 'merchant', requestedAt: 0 } as const
    const transactionId = seen.transactionId ?? ''
    const refund = {
      ...common,
      refundNo: `R${orderId}`,
      reason: '不想要了',
      transactionId,
      lines,
      freightFen,
      amountFen,
    }
    expect(await reserveRefund(mall.ctx, seen, refund)).toBeNull()
    await refundByMerchant(mall, orderId)
    await mall.jobs([MINUTE_MS, MINUTE_MS])
    expect(await mall.stock(product)).toEqual({ available: 4, held: 0, sold: 1 })
  })

  test.each(['refuse', 'system_error', 'system_error_after', 'lose', 'rate_limit', 'unsigned'] as const)(
    '[REFUND-5] an answer that went wrong (%s) is asked for again under the same number',
    async (fault) => {
      const { orderId, refundNo } = await paid()
      mall.wechatpay.faults.arm({ faults: [1, 2].map((k) => ({ at: 'wechatpay.refund', k, fault })) })
      await refundByMerchant(mall, orderId)
      expect((await mall.order(orderId)).refunds[refundNo]?.state).toBe('owed')
      await mall.jobs([MINUTE_MS, 3 * MINUTE_MS, 5 * MINUTE_MS, 9 * MINUTE_MS])
      expect((await mall.order(orderId)).refundState).toBe('succeeded')
      expect(refundedFen(orderId)).toBe(PRICE_FEN)
    },
  )

  test('[REFUND-6] an abnormal one stays visible and can be resumed', async () => {
    const { orderId, refundNo } = await paid()
    mall.wechatpay.nextRefund('ABNORMAL')
    await refundByMerchant(mall, orderId)
    await mall.jobs([MINUTE_MS, 2 * MINUTE_MS])
    expect(await mall.order(orderId)).toMatchObject({ refundState: 'abnormal', owed: [] })
    const shown = await merchant['fulfilment.list'](mall.asStaff(), { tab: 'refund' })
    expect(shown.items.find((row) => row.orderId === orderId)?.refundState).toBe('abnormal')

    await refundByMerchant(mall, orderId)
    expect((await mall.order(orderId)).refundState).toBe('abnormal')
    mall.wechatpay.finishRefund(refundNo, 'SUCCESS')
    await mall.wechatpay.tick()
    expect(await mall.order(orderId)).toMatchObject({ refundState: 'succeeded' })
    await mall.jobs([MINUTE_MS])
    expect(await mall.order(orderId)).toMatchObject({ refundState: 'succeeded', owed: [] })
    expect(refundedFen(orderId)).toBe(PRICE_FEN)
  })

  test('[REFUND-10] one that WeChat Pay closed is asked for under a new number, and goes back once', async () => {
    const { product, orderId, refundNo } = await paid()
    mall.wechatpay.nextRefund('CLOSED')
    await refundByMerchant(mall, orderId)
    await mall.jobs([MINUTE_MS, 2 * MINUTE_MS])
    const closed = await mall.order(orderId)
    expect(closed).toMatchObject({ refundState: 'abnormal', owed: [] })
    expect(closed.refunds[refundNo]).toMatchObject({ state: 'abnormal', problem: 'CLOSED' })
    // Nothing is asked for by itself, however long it takes, and the closed number stays closed.
    await mall.jobs([DAY_MS, DAY_MS])
    expect(refundsAtWechatPay(orderId)).toEqual([refundNo])

    const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(refundByMerchant(mall, orderId))))
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1)
    expect(refundsAtWechatPay(orderId)).toEqual([refundNo, `${refundNo}-2`])
    await mall.jobs([MINUTE_MS, 2 * MINUTE_MS])
    const order = await mall.order(orderId)
    expect(order).toMatchObject({ refundState: 'succeeded', owed: [], refundableFen: 0 })
    expect(Object.values(order.refunds)).toMatchObject([{ refundNo, attempt: 2, state: 'succeeded' }])
    expect(refundedFen(orderId)).toBe(PRICE_FEN)
    // What follows from the refund followed once.
    expect(await mall.stock(product)).toEqual({ available: 5, held: 0, sold: 0 })
    expect(Object.keys((await mall.commission(orderId))?.reversals ?? {})).toEqual([refundNo])

    const old = { orderId, refundNo, amountFen: PRICE_FEN }
    expect(await applyRefund(mall.ctx, { ...old, status: 'CLOSED' }, 'notification')).toBe('duplicate')
    expect(await applyRefund(mall.ctx, { ...old, status: 'SUCCESS' }, 'notification')).toBe('mismatch')
    expect(mall.log.at(-1)).toMatchObject({ event: 'security.closed_refund_lives', fields: { refundNo } })
    const never = { ...old, refundNo: `${refundNo}-3`, status: 'SUCCESS' as const }
    expect(await applyRefund(mall.ctx, never, 'notification')).toBe('unknown')
    expect(await mall.order(orderId)).toEqual(order)
  })

  test('[REFUND-10] one may be closed twice, and one that is abnormal first keeps its number', async () => {
    const { orderId, refundNo } = await paid()
    for (const outcome of ['ABNORMAL', 'CLOSED', 'CLOSED', 'SUCCESS'] as const) {
      mall.wechatpay.nextRefund(outcome)
      await refundByMerchant(mall, orderId)
      await mall.jobs([MINUTE_MS, 2 * MINUTE_MS])
      const { refundState, refunds } = await mall.order(orderId)
      if (outcome === 'ABNORMAL') {
        expect(refunds[refundNo]).toMatchObject({ state: 'abnormal', problem: 'ABNORMAL' })
        // A person gives up at WeChat Pay: the news reaches a refund that is abnormal already.
        mall.wechatpay.finishRefund(refundNo, 'CLOSED')
        await mall.wechatpay.tick()
        expect((await mall.order(orderId)).refunds[refundNo]?.problem).toBe('CLOSED')
      } else expect(refundState).toBe(outcome === 'CLOSED' ? 'abnormal' : 'succeeded')
    }
    expect(refundsAtWechatPay(orderId)).toEqual([refundNo, ...[2, 3, 4].map((n) => `${refundNo}-${n}`)])
    expect(refundedFen(orderId)).toBe(PRICE_FEN)
  })

  test('[REFUND-5] one for which the balance does not suffice goes on by itself once it does', async () => {
    const { orderId, refundNo } = await paid()
    refuseRefunds(mall.wechatpay.context, 'NOT_ENOUGH')
    await refundByMerchant(mall, orderId)
    await mall.jobs([MINUTE_MS, 2 * MINUTE_MS])
    expect((await mall.order(orderId)).refunds[refundNo]?.state).toBe('owed')
    expect(await shownProblem(orderId)).toBe('NOT_ENOUGH')
    expect(JSON.stringify(mall.log.filter(({ event }) => event === 'effect.failed').at(-1))).toContain(
      'NOT_ENOUGH',
    )
    refuseRefunds(mall.wechatpay.context, undefined)
    await mall.jobs([DAY_MS, MINUTE_MS])
    expect((await mall.order(orderId)).refundState).toBe('succeeded')
    expect(await shownProblem(orderId)).toBeUndefined()
    expect(refundsAtWechatPay(orderId)).toEqual([refundNo])
  })

  test('[REFUND-6] one to an account that is gone waits for a person and keeps its number', async () => {
    const { orderId, refundNo } = await paid()
    refuseRefunds(mall.wechatpay.context, 'USER_ACCOUNT_ABNORMAL')
    await refundByMerchant(mall, orderId)
    expect(await mall.order(orderId)).toMatchObject({ refundState: 'abnormal', owed: [] })
    expect(await shownProblem(orderId)).toBe('USER_ACCOUNT_ABNORMAL')
    refuseRefunds(mall.wechatpay.context, undefined)
    await refundByMerchant(mall, orderId)
    await mall.jobs([MINUTE_MS, 2 * MINUTE_MS])
    expect((await mall.order(orderId)).refundState).toBe('succeeded')
    expect(refundsAtWechatPay(orderId)).toEqual([refundNo])
  })

  test('[REFUND-5] one that takes a week is followed less and less often, to its end', async () => {
    const { orderId, refundNo } = await paid()
    setNextOutcome(mall.wechatpay.context, 'SUCCESS', 7 * DAY_MS)
    mall.answerNotificationsWith(500)
    await refundByMerchant(mall, orderId)
    for (let hour = 0; hour < 24; hour++) await mall.jobs([60 * MINUTE_MS])
    const waiting = await mall.order(orderId)
    expect(waiting.refunds[refundNo]?.state).toBe('processing')
    expect(waiting.retries?.[0]?.tries).toBeGreaterThan(6)
    expect(waiting.parkedAt).toBeUndefined()
    expect((waiting.owedAt ?? 0) - mall.clock.now()).toBeLessThanOrEqual(60 * MINUTE_MS)
    await mall.jobs([6 * DAY_MS, 60 * MINUTE_MS])
    expect(await mall.order(orderId)).toMatchObject({ refundState: 'succeeded', owed: [] })
    mall.answerNotificationsWith(null)
  })

  test('[REFUND-7] news that is old, doubled, of another amount or of another refund changes nothing', async () => {
    const { orderId, refundNo } = await paid()
    await refundByMerchant(mall, orderId)
    await mall.jobs([MINUTE_MS, MINUTE_MS])
    const before = await mall.order(orderId)
    expect(before.refundState).toBe('succeeded')
    const news = { orderId, refundNo, amountFen: PRICE_FEN, status: 'PROCESSING' as const }
    expect(await applyRefund(mall.ctx, news, 'notification')).toBe('duplicate')
    expect(await applyRefund(mall.ctx, { ...news, status: 'ABNORMAL' }, 'notification')).toBe('duplicate')
    expect(await applyRefund(mall.ctx, { ...news, status: 'SUCCESS' }, 'notification')).toBe('duplicate')
    expect(await applyRefund(mall.ctx, { ...news, amountFen: 1 }, 'notification')).toBe('mismatch')
    expect(await applyRefund(mall.ctx, { ...news, refundNo: 'constructor' }, 'notification')).toBe('unknown')
    expect(await mall.order(orderId)).toEqual(before)
  })

  test('[REFUND-7] good news that comes twice in step is counted once', async () => {
    const { orderId, refundNo } = await paid()
    await refundByMerchant(mall, orderId)
    const news = { orderId, refundNo, amountFen: PRICE_FEN, status: 'SUCCESS' as const }
    await roundsOf(mall.ctx, (ctx) =>
      Promise.all([applyRefund(ctx, news, 'timer'), applyRefund(ctx, news, 'notification')]),
    )
    expect(await mall.order(orderId)).toMatchObject({ refundsUnsettled: 0, refundsStuck: 0, refundsDone: 1 })
  })

  test('[REFUND-10] late news of a number that was closed change nothing of the next one', async () => {
    const { orderId, refundNo } = await paid()
    await refundByMerchant(mall, orderId)
    const first = (await mall.order(orderId)).refunds[refundNo]
    if (!first) throw new Error('there is no refund')
    const closed = { orderId, refundNo, amountFen: PRICE_FEN, status: 'CLOSED' as const }
    expect(await applyRefund(mall.ctx, closed, 'notification')).toBe('applied')
    const stuck = (await mall.order(orderId)).refunds[refundNo]
    expect(stuck).toMatchObject({ state: 'abnormal', problem: 'CLOSED' })
    expect(stuck && (await resume(mall.ctx, orderId, stuck))).not.toBeNull()
    // They read the refund before it was closed.
    await noteAccepted(mall.ctx, orderId, { ...first, state: 'owed' })
    await noteWaiting(mall.ctx, orderId, { ...first, state: 'owed' }, 'NOT_ENOUGH')
    const next = (await mall.order(orderId)).refunds[refundNo]
    expect(next).toMatchObject({ state: 'owed', attempt: 2 })
    expect(next).not.toHaveProperty('problem')
  })

  test('[REFUND-8] nothing goes back of an order that is unpaid, closed, refunded or a year old', async () => {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
    const unpaid = await mall.place(buyer, product)
    expect(await codeOf(refundByMerchant(mall, unpaid.orderId))).toBe('REFUND_STATE')
    await storefront['payment.close'](mall.as(buyer), { orderId: unpaid.orderId })
    expect(await codeOf(refundByMerchant(mall, unpaid.orderId))).toBe('REFUND_STATE')
    const { orderId } = await paid()
    await refundByMerchant(mall, orderId)
    await mall.jobs([MINUTE_MS, MINUTE_MS])
    expect(await codeOf(refundByMerchant(mall, orderId))).toBe('REFUND_STATE')
    expect(await codeOf(refundByMerchant(mall, '10000000000000000000'))).toBe('NOT_FOUND')
    const old = await paid()
    mall.clock.advance(365 * DAY_MS)
    expect(await codeOf(refundByMerchant(mall, old.orderId))).toBe('REFUND_STATE')
  })
})
