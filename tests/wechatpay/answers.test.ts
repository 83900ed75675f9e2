import { enterPassword, PROBE_PREFIX } from '../../emulator/src/wechatpay'
import { newNumber, OPENID, paidOrder, start, type Harness, type WireAnswer } from './harness'

/**
 * Answers as they may arrive: in other spellings, with more fields than documented, from a gateway on the way, about
 * something else, and with signatures that do not hold. Everything here is signed by WeChat Pay unless it says so.
 *
 * Sources: codes of prepay, query and close https://pay.weixin.qq.com/wiki/doc/apiv3/apis/chapter3_4_3.shtml (written
 * without underscores) and https://pay.weixin.qq.com/docs/partner/apis/partner-miniprogram-payment/close-order.html
 * (with them); the query https://pay.weixin.qq.com/doc/v3/merchant/4013070356; signatures of answers
 * https://pay.weixin.qq.com/docs/merchant/development/interface-rules/build-verify-sign-src.html and
 * https://pay.weixin.qq.com/doc/v3/merchant/4016241880 (probes)
 */
describe('answers', () => {
  let shop: Harness
  beforeAll(async () => {
    shop = await start()
  })
  afterAll(() => shop.close())

  const signed = (status: number, value: unknown): WireAnswer => {
    const body = JSON.stringify(value)
    return { status, headers: shop.signedHeaders(body), body }
  }
  const answerNext = (status: number, value: unknown) => shop.changeNextAnswer(() => signed(status, value))
  /** The genuine answer with other contents. */
  const changeNext = (change: (value: Record<string, unknown>) => unknown) =>
    shop.changeNextAnswer(({ status, body }) =>
      signed(status, change(JSON.parse(body) as Record<string, unknown>)),
    )

  test.each<[status: number, code: string, normal: string, remedy: string]>([
    [404, 'ORDERNOTEXIST', 'ORDER_NOT_EXIST', 'decided'],
    [404, 'ORDER_NOT_EXIST', 'ORDER_NOT_EXIST', 'decided'],
    [404, 'RESOURCE_NOT_EXISTS', 'RESOURCE_NOT_EXISTS', 'decided'],
    [400, 'ORDERPAID', 'ORDERPAID', 'decided'],
    [400, 'ORDER_PAID', 'ORDERPAID', 'decided'],
    [400, 'ORDERCLOSED', 'ORDER_CLOSED', 'decided'],
    [403, 'OUT_TRADE_NO_USED', 'OUT_TRADE_NO_USED', 'decided'],
    [403, 'RULELIMIT', 'RULE_LIMIT', 'person'],
    [403, 'NOTENOUGH', 'NOT_ENOUGH', 'person'],
    [403, 'NOAUTH', 'NO_AUTH', 'person'],
    [429, 'FREQUENCY_LIMITED', 'FREQUENCY_LIMITED', 'retry'],
    [429, 'RATELIMIT_EXCEED', 'RATELIMIT_EXCEEDED', 'retry'],
    [202, 'USERPAYING', 'USERPAYING', 'retry'],
    [400, 'SOMETHING_NEW', 'SOMETHING_NEW', 'person'],
  ])('%i %s is %s: %s', async (status, code, normal, remedy) => {
    answerNext(status, { code, message: '说明', detail: { location: 'body' } })
    const outcome = { kind: 'rejected', code: normal, remedy, final: remedy === 'decided' }
    expect(await shop.gateway.query('order_nobody')).toMatchObject(outcome)
  })

  test.each([500, 502, 503, 504])('%i is never a failure, whatever it says', async (status) => {
    answerNext(status, { code: 'ORDER_NOT_EXIST', message: '' })
    const unknown = { kind: 'unknown', cause: 'server_error' }
    expect(await shop.gateway.query('order_nobody')).toMatchObject(unknown)
  })

  test('a code that is no text is none', async () => {
    answerNext(500, { code: { toString: 1, valueOf: 1 }, message: 7 })
    const unknown = { kind: 'unknown', cause: 'server_error' }
    expect(await shop.gateway.query('order_nobody')).toMatchObject(unknown)
  })

  test('a gateway’s page is no answer', async () => {
    const page = { headers: { 'content-type': 'text/html' }, body: '<html><h1>502 Bad Gateway</h1></html>' }
    for (const [status, cause] of [
      [502, 'server_error'],
      [404, 'unverified'],
      [200, 'unverified'],
    ] as const) {
      shop.changeNextAnswer(() => ({ status, ...page }))
      expect(await shop.gateway.query('order_nobody')).toMatchObject({ kind: 'unknown', cause })
    }
  })

  test('fields that we do not know do not disturb', async () => {
    const { orderId } = await paidOrder(shop, 700)
    changeNext((trade) => ({
      ...trade,
      promotion_detail: [{ coupon_id: '1', amount: 100 }],
      scene_info: { device_id: 'x' },
      payer: { ...(trade.payer as object), unionid: 'u' },
      amount: { ...(trade.amount as object), payer_total: 600, payer_currency: 'CNY' },
      something_new: null,
    }))
    const paid = { totalFen: 700, payerTotalFen: 600, openid: OPENID }
    expect(await shop.gateway.query(orderId)).toMatchObject({ kind: 'ok', value: { paid } })
  })

  test.each<[name: string, change: (trade: Record<string, unknown>) => unknown]>([
    ['another order', (trade) => ({ ...trade, out_trade_no: 'order_other' })],
    ['another merchant', (trade) => ({ ...trade, mchid: '1900000999' })],
    ['another app', (trade) => ({ ...trade, appid: 'wx00000000000000ff' })],
    ['a state that we do not know', (trade) => ({ ...trade, trade_state: 'MAYBE' })],
    ['money without an amount', (trade) => ({ ...trade, amount: {} })],
    ['money from nobody', (trade) => ({ ...trade, payer: undefined })],
    ['nothing', () => ({})],
    ['a list', () => []],
    ['null', () => null],
  ])('an answer about %s is no answer', async (_name, change) => {
    const { orderId } = await paidOrder(shop, 700)
    changeNext(change)
    expect(await shop.gateway.query(orderId)).toMatchObject({ kind: 'unknown', cause: 'malformed' })
  })

  test('an answer to a refund is about this refund, this order and this amount', async () => {
    const { orderId } = await paidOrder(shop, 700)
    const refund = { orderId, refundNo: newNumber('refund'), refundFen: 700, totalFen: 700 }
    for (const drift of [
      { out_refund_no: 'r_other' },
      { out_trade_no: 'order_other' },
      { amount: { refund: 1, total: 700 } },
    ]) {
      changeNext((answer) => ({ ...answer, ...drift }))
      expect(await shop.gateway.refund(refund)).toMatchObject({ kind: 'unknown', cause: 'malformed' })
    }
    expect(await shop.gateway.refund(refund)).toMatchObject({ kind: 'ok' })
  })

  test('a probe among the answers is not believed, and the same call again decides', async () => {
    const { orderId } = await paidOrder(shop, 700)
    shop.changeNextAnswer(({ headers }) => ({
      headers: { ...headers, 'wechatpay-signature': PROBE_PREFIX + headers['wechatpay-signature'] },
    }))
    expect(await shop.gateway.query(orderId)).toMatchObject({
      kind: 'unknown',
      cause: 'unverified',
      detail: 'probe, HTTP 200 ',
    })
    expect(await shop.gateway.query(orderId)).toMatchObject({ kind: 'ok' })
  })

  test('a signature of another answer does not hold for this one', async () => {
    const [one, two] = [await paidOrder(shop, 1), await paidOrder(shop, 9)]
    let recorded: WireAnswer | undefined
    shop.changeNextAnswer((answer) => ((recorded = answer), {}))
    await shop.gateway.query(one.orderId)
    shop.changeNextAnswer(() => ({ headers: recorded?.headers ?? {} }))
    expect(await shop.gateway.query(two.orderId)).toMatchObject({ cause: 'unverified' })
    // Replayed whole it is genuine, and about another order.
    shop.changeNextAnswer(() => recorded ?? {})
    expect(await shop.gateway.query(two.orderId)).toMatchObject({ cause: 'malformed' })
  })

  test('a request that WeChat Pay could not verify is answered without a signature: unknown', async () => {
    shop.changeNextAnswer(() => ({
      status: 401,
      headers: { 'content-type': 'application/json' },
      body: '{"code":"SIGN_ERROR","message":"错误的签名，验签失败"}',
    }))
    expect(await shop.gateway.query('order_nobody')).toMatchObject({
      kind: 'unknown',
      detail: 'missing_headers, HTTP 401 SIGN_ERROR',
    })
  })

  test('a trade whose payer is entering the password is not closed', async () => {
    const input = { orderId: newNumber(), description: '茶', amountFen: 9, openid: OPENID }
    const prepaid = await shop.gateway.prepay({ ...input, expiresAt: shop.clock.now() + 3600_000 })
    if (prepaid.kind !== 'ok') throw new Error('prepay')
    const { prepayId, payParams } = prepaid.value
    const close = () => shop.gateway.close(input.orderId)
    const paying = { kind: 'rejected', code: 'USERPAYING', final: false, remedy: 'retry' }
    expect(enterPassword(shop.wechatpay.context, prepayId)).toBe(true)
    expect(await close()).toMatchObject(paying)
    expect(await shop.gateway.query(input.orderId)).toMatchObject({ value: { tradeState: 'NOTPAY' } })
    shop.wechatpay.cancel(prepayId)
    expect(await close()).toEqual({ kind: 'ok', value: null })
    expect(enterPassword(shop.wechatpay.context, prepayId)).toBe(false)
    expect(shop.wechatpay.pay(payParams, { openid: OPENID })).toMatchObject({ code: 'ORDER_CLOSED' })
    // Who was faster than the close pays all the same.
    const late = shop.wechatpay.pay(payParams, { openid: OPENID, despiteClose: true })
    expect(late).toMatchObject({ ok: true })
    expect(await close()).toMatchObject({ code: 'ORDERPAID' })
    expect(shop.wechatpay.pay(payParams, { openid: OPENID, despiteClose: true })).toMatchObject({
      code: 'ORDERPAID',
    })
  })
})
