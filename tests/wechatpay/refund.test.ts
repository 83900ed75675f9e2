import { createClock } from '../../emulator/src/base'
import { refuseRefunds, setNextOutcome } from '../../emulator/src/wechatpay'
import { newNumber, paidOrder, start, type Harness } from './harness'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/**
 * Refunds.
 *
 * Sources: limits, numbers and retries https://pay.weixin.qq.com/doc/v3/merchant/4012556457; the four states and what
 * to do about each https://pay.weixin.qq.com/doc/v3/merchant/4013071031; when one is closed
 * https://pay.weixin.qq.com/doc/v3/merchant/4013071200
 */
describe('refunds', () => {
  let shop: Harness
  beforeAll(async () => {
    // It stands: what may happen within a second does, however slow the machine is.
    shop = await start({ clock: createClock(0, Date.UTC(2026, 10, 22, 4)) })
  })
  afterAll(() => shop.close())

  /** Refunds of one order have to be a minute apart. */
  const aMinuteLater = () => shop.clock.advance(MINUTE_MS)
  const refund = (orderId: string, refundFen: number, refundNo = newNumber('refund'), totalFen = 1000) =>
    shop.gateway.refund({ orderId, refundNo, refundFen, totalFen, reason: '七天无理由' })

  test('the same number is the same refund', async () => {
    const { orderId } = await paidOrder(shop, 1000)
    const number = newNumber('refund')
    const first = await refund(orderId, 600, number)
    const again = await refund(orderId, 600, number)
    if (first.kind !== 'ok' || again.kind !== 'ok') throw new Error('refund')
    expect(again.value.refundId).toBe(first.value.refundId)
    expect(await refund(orderId, 500, number)).toMatchObject({ kind: 'rejected', code: 'INVALID_REQUEST' })
  })

  test('never more than was paid', async () => {
    const { orderId } = await paidOrder(shop, 1000)
    const tooMuch = { kind: 'rejected', code: 'INVALID_REQUEST' }
    expect(await refund(orderId, 600)).toMatchObject({ kind: 'ok' })
    aMinuteLater()
    expect(await refund(orderId, 401)).toMatchObject(tooMuch)
    expect(await refund(orderId, 400)).toMatchObject({ kind: 'ok' })
    aMinuteLater()
    expect(await refund(orderId, 1)).toMatchObject(tooMuch)
  })

  test('of racing refunds of one order one goes through, the others come a minute later', async () => {
    const { orderId } = await paidOrder(shop, 1000)
    const numbers = Array.from({ length: 5 }, () => newNumber('refund'))
    const race = () => Promise.all(numbers.map((number) => refund(orderId, 300, number)))
    const first = await race()
    expect(first.filter(({ kind }) => kind === 'ok')).toHaveLength(1)
    const limited = { kind: 'rejected', code: 'FREQUENCY_LIMITED', final: false, remedy: 'retry' }
    for (const result of first.filter(({ kind }) => kind !== 'ok')) expect(result).toMatchObject(limited)
    for (let minute = 0; minute < 4; minute++) {
      aMinuteLater()
      await race()
    }
    // 3 × 300 of 1000, each under its number, however often it was asked for.
    expect((await race()).filter(({ kind }) => kind === 'ok')).toHaveLength(3)
  })

  test('six calls a second may go wrong, then it is too many', async () => {
    aMinuteLater()
    const codes = []
    for (let i = 0; i < 7; i++) codes.push(await refund('order_nobody', 1))
    expect(codes.map((one) => one.kind === 'rejected' && one.code)).toEqual([
      ...Array.from({ length: 6 }, () => 'RESOURCE_NOT_EXISTS'),
      'FREQUENCY_LIMITED',
    ])
    shop.clock.advance(1000)
    expect(await refund('order_nobody', 1)).toMatchObject({ code: 'RESOURCE_NOT_EXISTS' })
  })

  test('as long as the balance does not suffice nothing is accepted, then the same number is', async () => {
    const { orderId } = await paidOrder(shop, 1000)
    const number = newNumber('refund')
    refuseRefunds(shop.wechatpay.context, 'NOT_ENOUGH')
    expect(await refund(orderId, 1000, number)).toMatchObject({
      kind: 'rejected',
      code: 'NOT_ENOUGH',
      final: false,
      remedy: 'person',
    })
    expect(await shop.gateway.queryRefund(number)).toMatchObject({ code: 'RESOURCE_NOT_EXISTS' })
    refuseRefunds(shop.wechatpay.context, undefined)
    expect(await refund(orderId, 1000, number)).toMatchObject({ kind: 'ok' })
  })

  test('a payer whose account is gone gets nothing this way', async () => {
    const { orderId } = await paidOrder(shop, 1000)
    refuseRefunds(shop.wechatpay.context, 'USER_ACCOUNT_ABNORMAL')
    const refused = { kind: 'rejected', code: 'USER_ACCOUNT_ABNORMAL', final: true, remedy: 'decided' }
    expect(await refund(orderId, 1000)).toMatchObject(refused)
    refuseRefunds(shop.wechatpay.context, undefined)
  })

  test('one may be PROCESSING for seven days and then be closed', async () => {
    const { orderId } = await paidOrder(shop, 1000)
    const number = newNumber('refund')
    setNextOutcome(shop.wechatpay.context, 'CLOSED', 7 * DAY_MS)
    await refund(orderId, 1000, number)
    shop.clock.advance(7 * DAY_MS - MINUTE_MS)
    await shop.wechatpay.tick()
    expect(await shop.gateway.queryRefund(number)).toMatchObject({ value: { status: 'PROCESSING' } })
    shop.clock.advance(MINUTE_MS)
    await shop.wechatpay.tick()
    expect(await shop.gateway.queryRefund(number)).toMatchObject({ value: { status: 'CLOSED' } })
    // The last word about this number: asking again changes nothing, a new number is a new refund.
    expect(await refund(orderId, 1000, number)).toMatchObject({ value: { status: 'CLOSED' } })
    expect(shop.wechatpay.finishRefund(number, 'SUCCESS')).toBe(false)
    expect(await refund(orderId, 1000)).toMatchObject({ value: { status: 'PROCESSING' } })
  })

  test('fifty partial refunds, not one more', async () => {
    const { orderId } = await paidOrder(shop, 1000)
    for (let i = 0; i < 50; i++) {
      expect(await refund(orderId, 1)).toMatchObject({ kind: 'ok' })
      aMinuteLater()
    }
    expect(await refund(orderId, 1)).toMatchObject({ kind: 'rejected', code: 'INVALID_REQUEST' })
  })

  test('within 365 days', async () => {
    const { orderId } = await paidOrder(shop, 1000)
    shop.clock.advance(365 * DAY_MS - MINUTE_MS)
    expect(await refund(orderId, 1)).toMatchObject({ kind: 'ok' })
    shop.clock.advance(2 * MINUTE_MS)
    expect(await refund(orderId, 1)).toMatchObject({ kind: 'rejected', code: 'INVALID_REQUEST' })
    await shop.wechatpay.tick()
  })

  test('an order that was not paid has nothing to give back', async () => {
    expect(await refund('order_nobody', 1)).toMatchObject({ code: 'RESOURCE_NOT_EXISTS', final: true })
    expect(await shop.gateway.queryRefund('refund_nobody')).toMatchObject({ code: 'RESOURCE_NOT_EXISTS' })
  })

  test('an abnormal refund is told, and may still end well', async () => {
    const { orderId } = await paidOrder(shop, 1000)
    const number = newNumber('refund')
    shop.wechatpay.nextRefund('ABNORMAL')
    await refund(orderId, 1000, number)
    shop.clock.advance(5000)
    await shop.wechatpay.tick()
    expect(shop.heard.at(-1)?.notification).toMatchObject({
      event: 'REFUND.ABNORMAL',
      refund: { succeededAt: null },
    })
    expect(shop.wechatpay.finishRefund(number, 'SUCCESS')).toBe(true)
    expect(shop.wechatpay.finishRefund(number, 'ABNORMAL')).toBe(false)
    await shop.wechatpay.tick()
    expect(shop.heard.at(-1)?.notification).toMatchObject({
      event: 'REFUND.SUCCESS',
      refund: { refundNo: number },
    })
  })

  test('a closed refund frees its amount', async () => {
    const { orderId } = await paidOrder(shop, 1000)
    shop.wechatpay.nextRefund('CLOSED')
    await refund(orderId, 1000)
    aMinuteLater()
    await shop.wechatpay.tick()
    expect(shop.heard.at(-1)?.notification).toMatchObject({ event: 'REFUND.CLOSED' })
    expect(await shop.gateway.query(orderId)).toMatchObject({ value: { tradeState: 'SUCCESS' } })
    expect(await refund(orderId, 1000)).toMatchObject({ kind: 'ok' })
  })
})
