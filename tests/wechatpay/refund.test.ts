import { newNumber, paidOrder, start, type Harness } from './harness'

describe('refunds', () => {
  let shop: Harness
  beforeAll(async () => {
    shop = await start()
  })
  afterAll(() => shop.close())

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
    expect(await refund(orderId, 600)).toMatchObject({ kind: 'ok' })
    expect(await refund(orderId, 401)).toMatchObject({ kind: 'rejected' })
    expect(await refund(orderId, 400)).toMatchObject({ kind: 'ok' })
    expect(await refund(orderId, 1)).toMatchObject({ kind: 'rejected' })
  })

  test('of racing refunds only what was paid goes through', async () => {
    const { orderId } = await paidOrder(shop, 1000)
    const results = await Promise.all(Array.from({ length: 10 }, () => refund(orderId, 300)))
    expect(results.filter(({ kind }) => kind === 'ok')).toHaveLength(3)
  })

  test('fifty partial refunds, not one more', async () => {
    const { orderId } = await paidOrder(shop, 1000)
    for (let i = 0; i < 50; i++) expect(await refund(orderId, 1)).toMatchObject({ kind: 'ok' })
    expect(await refund(orderId, 1)).toMatchObject({ kind: 'rejected', code: 'INVALID_REQUEST' })
  })

  test('within 365 days', async () => {
    const { orderId } = await paidOrder(shop, 1000)
    shop.clock.advance(365 * 24 * 3600_000 - 60_000)
    expect(await refund(orderId, 1)).toMatchObject({ kind: 'ok' })
    shop.clock.advance(120_000)
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
    shop.clock.advance(5000)
    await shop.wechatpay.tick()
    expect(shop.heard.at(-1)?.notification).toMatchObject({ event: 'REFUND.CLOSED' })
    expect(await shop.gateway.query(orderId)).toMatchObject({ value: { tradeState: 'SUCCESS' } })
    expect(await refund(orderId, 1000)).toMatchObject({ kind: 'ok' })
  })
})
