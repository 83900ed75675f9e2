import { X509Certificate, createPublicKey } from 'node:crypto'
import { OPENID, newNumber, paidOrder, start, unseal, type Merchant } from './merchant'

describe('the local WeChat Pay as a server', () => {
  let shop: Merchant
  beforeAll(async () => {
    shop = await start()
  })
  afterAll(() => shop.close())

  const jsapi = '/v3/pay/transactions/jsapi'
  const order = (over: Record<string, unknown> = {}) => ({
    appid: shop.wechatpay.merchant.appid,
    mchid: shop.wechatpay.merchant.mchid,
    out_trade_no: newNumber(),
    description: '茶',
    notify_url: shop.notifyUrl,
    amount: { total: 1 },
    payer: { openid: OPENID },
    ...over,
  })
  const failure = async (response: Response) => [
    response.status,
    ((await response.json()) as { code: string }).code,
  ]

  test('requests must be signed, in time, by the right certificate', async () => {
    const path = '/v3/refund/domestic/refunds/none'
    expect(await failure(await shop.ask('GET', path))).toEqual([404, 'RESOURCE_NOT_EXISTS'])
    for (const over of [
      { headers: { Authorization: '' } },
      { headers: { Authorization: 'WECHATPAY2-SHA256-RSA2048 nothing' } },
      { at: shop.clock.now() - 6 * 60_000 },
      { at: shop.clock.now() + 6 * 60_000 },
      { serialNo: '00' },
      { signedPath: '/v3/other' },
    ])
      expect(await failure(await shop.ask('GET', path, over))).toEqual([401, 'SIGN_ERROR'])
  })

  test.each<[string, Record<string, unknown>]>([
    ['no description', { description: undefined }],
    ['a long description', { description: '字'.repeat(128) }],
    ['a short number', { out_trade_no: 'x' }],
    ['an odd number', { out_trade_no: 'order 12345' }],
    ['no amount', { amount: {} }],
    ['a fraction of a fen', { amount: { total: 1.5 } }],
    ['another currency', { amount: { total: 1, currency: 'USD' } }],
    ['no payer', { payer: undefined }],
    ['a query in notify_url', { notify_url: 'http://127.0.0.1/x?a=1' }],
    ['a public notify_url', { notify_url: 'https://example.com/x' }],
    ['a bad time_expire', { time_expire: '2030-01-01 00:00:00' }],
    ['a long attach', { attach: 'x'.repeat(129) }],
  ])('%s is PARAM_ERROR', async (_name, over) => {
    const response = await shop.ask('POST', jsapi, { body: JSON.stringify(order(over)) })
    expect(await failure(response)).toEqual([400, 'PARAM_ERROR'])
  })

  test('bodies that are no JSON or too large, other apps and other paths', async () => {
    const post = async (body: string) => failure(await shop.ask('POST', jsapi, { body }))
    expect(await post('{')).toEqual([400, 'PARAM_ERROR'])
    expect(await post('[]')).toEqual([400, 'PARAM_ERROR'])
    expect(await post(JSON.stringify(order({ attach: 'x'.repeat(70_000) })))).toEqual([413, 'PARAM_ERROR'])
    expect(await post(JSON.stringify(order({ appid: 'wx1' })))).toEqual([400, 'APPID_MCHID_NOT_MATCH'])
    expect(await failure(await shop.ask('GET', '/v3/nothing'))).toEqual([404, 'RESOURCE_NOT_EXISTS'])
    expect(await failure(await shop.ask('POST', '/v3/certificates'))).toEqual([404, 'RESOURCE_NOT_EXISTS'])
  })

  const at = (ms: number) => new Date(ms + 8 * 3600_000).toISOString().slice(0, 19) + '+08:00'
  const orderFor = (ms: number) => ({
    out_trade_no: newNumber(),
    amount: { total: 9 },
    time_expire: at(shop.clock.now() + ms),
  })

  test('an expired order is neither prepaid nor paid, and is not closed by it', async () => {
    const input = orderFor(60_000)
    const { payParams } = await shop.prepay(input)
    shop.clock.advance(61_000)
    expect(shop.wechatpay.pay(payParams, { openid: OPENID })).toMatchObject({ code: 'ORDER_EXPIRED' })
    await expect(shop.prepay(input)).rejects.toThrow('INVALID_REQUEST')
    expect(await shop.query(input.out_trade_no)).toMatchObject({ trade_state: 'NOTPAY' })
    const close = `/v3/pay/transactions/out-trade-no/${input.out_trade_no}/close`
    expect(await shop.call('POST', close, { mchid: shop.wechatpay.merchant.mchid })).toEqual({})
    expect(await shop.query(input.out_trade_no)).toMatchObject({ trade_state: 'CLOSED' })
  })

  test('a prepay_id lives for two hours, the same call makes another', async () => {
    const input = orderFor(24 * 3600_000)
    const first = await shop.prepay(input)
    shop.clock.advance(2 * 3600_000)
    const second = await shop.prepay(input)
    expect(second.prepayId).not.toBe(first.prepayId)
    expect(shop.wechatpay.pay(first.payParams, { openid: OPENID })).toMatchObject({
      code: 'PREPAY_ID_INVALID',
    })
    expect(shop.wechatpay.pay(second.payParams, { openid: OPENID })).toMatchObject({ ok: true })
  })

  test('the payer must be the one of the order, with parameters the merchant signed', async () => {
    const { payParams, prepayId } = await shop.prepay(orderFor(60_000))
    const pay = (over: object, openid = OPENID) => shop.wechatpay.pay({ ...payParams, ...over }, { openid })
    expect(pay({ timeStamp: '1' })).toMatchObject({ ok: false, code: 'SIGN_ERROR' })
    expect(pay({ nonceStr: 'x' })).toMatchObject({ ok: false, code: 'SIGN_ERROR' })
    expect(pay({ package: 'prepay_id=other' })).toMatchObject({ ok: false, code: 'SIGN_ERROR' })
    expect(pay({}, 'oSomebodyElse')).toMatchObject({ ok: false, code: 'OPENID_MISMATCH' })
    expect(shop.wechatpay.cancel(prepayId)).toMatchObject({ ok: false, code: 'USER_CANCEL' })
    expect(pay({})).toMatchObject({ ok: true })
  })

  test('each payment has its own transaction id, known by either number', async () => {
    const a = await paidOrder(shop)
    const b = await paidOrder(shop)
    expect(a.transactionId).not.toBe(b.transactionId)
    expect(shop.wechatpay.trade({ transactionId: a.transactionId })).toMatchObject({
      out_trade_no: a.orderId,
      shownState: 'SUCCESS',
    })
    const { mchid } = shop.wechatpay.merchant
    const response = await shop.ask('GET', `/v3/pay/transactions/id/${a.transactionId}?mchid=${mchid}`)
    expect(await response.json()).toMatchObject({ out_trade_no: a.orderId })
  })

  test('in 公钥 mode there are no certificates', async () => {
    expect(await failure(await shop.ask('GET', '/v3/certificates'))).toEqual([404, 'RESOURCE_NOT_EXISTS'])
  })
})

describe('certificates', () => {
  let shop: Merchant
  beforeAll(async () => {
    shop = await start({ platformMode: 'certificate' })
  })
  afterAll(() => shop.close())

  test('the platform certificate comes encrypted and holds the pinned key', async () => {
    const { merchant } = shop.wechatpay
    const [serial, pem] = Object.entries(merchant.platformKeys)[0] ?? []
    const answer = (await (await shop.ask('GET', '/v3/certificates')).json()) as {
      data: { serial_no: string; encrypt_certificate: Record<string, string> }[]
    }
    const text = unseal(merchant.apiV3Key, answer.data[0]?.encrypt_certificate ?? {})
    const certificate = new X509Certificate(text)
    expect(certificate.serialNumber).toBe(serial)
    expect(answer.data[0]?.serial_no).toBe(serial)
    expect(certificate.publicKey.export({ type: 'spki', format: 'pem' })).toBe(pem)
    expect(certificate.verify(createPublicKey(pem ?? ''))).toBe(true)
  })

  test("the merchant's certificate carries the serial number", () => {
    const { certificatePem, serialNo, mchid } = shop.wechatpay.merchant
    const certificate = new X509Certificate(certificatePem)
    expect(certificate.serialNumber).toBe(serialNo)
    expect(certificate.subject).toBe(`CN=${mchid}`)
  })

  test('the library itself can read it', async () => {
    const { default: Pay } = await import('wechatpay-node-v3')
    const { certificatePem, privateKeyPem, appid, mchid, serialNo } = shop.wechatpay.merchant
    const pay = new Pay({
      appid,
      mchid,
      publicKey: Buffer.from(certificatePem),
      privateKey: Buffer.from(privateKeyPem),
    })
    expect(pay.getSN().toUpperCase()).toBe(serialNo)
  })
})
