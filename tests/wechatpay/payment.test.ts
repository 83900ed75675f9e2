import { newNumber, OPENID, paidOrder, start, type Harness } from './harness'

describe.each(['public_key', 'certificate'] as const)('payment in %s mode', (platformMode) => {
  let shop: Harness
  beforeAll(async () => {
    shop = await start({ platformMode })
  })
  afterAll(() => shop.close())

  const order = (over: Record<string, unknown> = {}) => ({
    orderId: newNumber(),
    description: '手冲咖啡豆 250g',
    amountFen: 1234,
    openid: OPENID,
    expiresAt: shop.clock.now() + 30 * 60_000,
    ...over,
  })

  test('prepay, pay, notify, query', async () => {
    const input = order()
    const prepaid = await shop.gateway.prepay(input)
    if (prepaid.kind !== 'ok') throw new Error(JSON.stringify(prepaid))
    const before = await shop.gateway.query(input.orderId)
    expect(before).toMatchObject({ kind: 'ok', value: { tradeState: 'NOTPAY', paid: null } })

    const { payParams, prepayId } = prepaid.value
    expect(shop.wechatpay.sheet(prepayId)).toMatchObject({ amountFen: 1234, state: 'payable' })
    const paid = shop.wechatpay.pay(payParams, { openid: OPENID })
    expect(paid).toMatchObject({ ok: true, outTradeNo: input.orderId })
    await shop.wechatpay.tick()

    const payment = { totalFen: 1234, payerTotalFen: 1234, currency: 'CNY', openid: OPENID }
    const heard = shop.heard.at(-1)?.notification
    expect(heard).toMatchObject({
      kind: 'transaction',
      event: 'TRANSACTION.SUCCESS',
      transaction: { orderId: input.orderId, tradeState: 'SUCCESS', paid: payment },
    })
    const after = await shop.gateway.query(input.orderId)
    expect(after).toMatchObject({ kind: 'ok', value: { tradeState: 'SUCCESS', paid: payment } })
    if (after.kind === 'ok') expect(after.value.paid?.paidAt).toBeLessThanOrEqual(shop.clock.now())
    expect(shop.wechatpay.pay(payParams, { openid: OPENID })).toMatchObject({ ok: false, code: 'ORDERPAID' })
  })

  test('[TEXT-1] a description is cut between characters, at 127 bytes', async () => {
    const family = '👨‍👩‍👧‍👦'
    const prepaid = await shop.gateway.prepay(order({ description: `茶${family.repeat(6)}` }))
    if (prepaid.kind !== 'ok') throw new Error(JSON.stringify(prepaid))
    expect(shop.wechatpay.sheet(prepaid.value.prepayId)).toMatchObject({
      description: `茶${family.repeat(4)}`,
    })
  })

  test('the first prepay fixes the parameters', async () => {
    const input = order()
    const first = await shop.gateway.prepay(input)
    const again = await shop.gateway.prepay(input)
    if (first.kind !== 'ok' || again.kind !== 'ok') throw new Error('prepay')
    expect(again.value.prepayId).toBe(first.value.prepayId)
    for (const drift of [
      { amountFen: 1 },
      { expiresAt: input.expiresAt + 60_000 },
      { description: '别的' },
    ]) {
      expect(await shop.gateway.prepay({ ...input, ...drift })).toMatchObject({
        kind: 'rejected',
        code: 'OUT_TRADE_NO_USED',
        final: true,
      })
    }
  })

  test('a paid order is neither prepaid nor closed again', async () => {
    const { orderId } = await paidOrder(shop, 500)
    const refused = { kind: 'rejected', code: 'ORDERPAID', final: true, remedy: 'decided' }
    expect(await shop.gateway.prepay(order({ orderId }))).toMatchObject(refused)
    expect(await shop.gateway.close(orderId)).toMatchObject(refused)
  })

  test('a closed order cannot be paid', async () => {
    const input = order()
    const prepaid = await shop.gateway.prepay(input)
    if (prepaid.kind !== 'ok') throw new Error('prepay')
    expect(await shop.gateway.close(input.orderId)).toEqual({ kind: 'ok', value: null })
    expect(await shop.gateway.close(input.orderId)).toEqual({ kind: 'ok', value: null })
    expect(shop.wechatpay.pay(prepaid.value.payParams, { openid: OPENID })).toMatchObject({
      code: 'ORDER_CLOSED',
    })
    expect(await shop.gateway.query(input.orderId)).toMatchObject({ value: { tradeState: 'CLOSED' } })
    expect(await shop.gateway.prepay(input)).toMatchObject({ kind: 'rejected', code: 'ORDER_CLOSED' })
  })

  test('an order that was never prepaid does not exist', async () => {
    const missing = { kind: 'rejected', code: 'ORDER_NOT_EXIST', final: true }
    expect(await shop.gateway.query('order_nobody')).toMatchObject(missing)
    expect(await shop.gateway.close('order_nobody')).toMatchObject(missing)
  })

  test('a notification of a refund follows', async () => {
    const { orderId } = await paidOrder(shop, 1000)
    const refundNo = newNumber('refund')
    const accepted = await shop.gateway.refund({ orderId, refundNo, refundFen: 400, totalFen: 1000 })
    expect(accepted).toMatchObject({ kind: 'ok', value: { status: 'PROCESSING', refundFen: 400, orderId } })
    shop.clock.advance(5000)
    await shop.wechatpay.tick()
    expect(shop.heard.at(-1)?.notification).toMatchObject({
      kind: 'refund',
      event: 'REFUND.SUCCESS',
      refund: { refundNo, refundFen: 400, totalFen: 1000, status: 'SUCCESS' },
    })
    expect(await shop.gateway.queryRefund(refundNo)).toMatchObject({ value: { status: 'SUCCESS' } })
    expect(await shop.gateway.query(orderId)).toMatchObject({
      value: { tradeState: 'REFUND', paid: { totalFen: 1000 } },
    })
  })

  test('every request announces the key it expects', () => {
    const [serial] = Object.keys(shop.wechatpay.merchant.platformKeys)
    expect(shop.requests.length).toBeGreaterThan(0)
    for (const { headers } of shop.requests) expect(headers['wechatpay-serial']).toBe(serial)
    expect(serial?.startsWith('PUB_KEY_ID_')).toBe(platformMode === 'public_key')
  })
})
