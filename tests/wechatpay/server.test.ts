import { X509Certificate, createDecipheriv, createPublicKey, createSign, randomBytes } from 'node:crypto'
import { OPENID, newNumber, paidOrder, start, type Harness } from './harness'

/** A client of its own, to ask what our gateway would never ask. */
function ask(
  shop: Harness,
  method: string,
  path: string,
  over: {
    body?: string
    at?: number
    headers?: Record<string, string>
    serialNo?: string
    signedPath?: string
  } = {},
) {
  const { merchant } = shop.wechatpay
  const body = over.body ?? ''
  const timestamp = Math.floor((over.at ?? shop.clock.now()) / 1000)
  const nonce = randomBytes(8).toString('hex')
  const signature = createSign('RSA-SHA256')
    .update(`${method}\n${over.signedPath ?? path}\n${timestamp}\n${nonce}\n${body}\n`)
    .sign(merchant.privateKeyPem, 'base64')
  return fetch(merchant.baseUrl + path, {
    method,
    body: body || undefined,
    headers: {
      'Content-Type': 'application/json',
      Authorization: `WECHATPAY2-SHA256-RSA2048 mchid="${merchant.mchid}",nonce_str="${nonce}",timestamp="${timestamp}",serial_no="${over.serialNo ?? merchant.serialNo.toLowerCase()}",signature="${signature}"`,
      ...over.headers,
    },
  })
}

describe('the local WeChat Pay as a server', () => {
  let shop: Harness
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
    expect(await failure(await ask(shop, 'GET', path))).toEqual([404, 'RESOURCE_NOT_EXISTS'])
    for (const over of [
      { headers: { Authorization: '' } },
      { headers: { Authorization: 'WECHATPAY2-SHA256-RSA2048 nothing' } },
      { at: shop.clock.now() - 6 * 60_000 },
      { at: shop.clock.now() + 6 * 60_000 },
      { serialNo: '00' },
      { signedPath: '/v3/other' },
    ])
      expect(await failure(await ask(shop, 'GET', path, over))).toEqual([401, 'SIGN_ERROR'])
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
    const response = await ask(shop, 'POST', jsapi, { body: JSON.stringify(order(over)) })
    expect(await failure(response)).toEqual([400, 'PARAM_ERROR'])
  })

  test('bodies that are no JSON or too large, other apps and other paths', async () => {
    const post = async (body: string) => failure(await ask(shop, 'POST', jsapi, { body }))
    expect(await post('{')).toEqual([400, 'PARAM_ERROR'])
    expect(await post('[]')).toEqual([400, 'PARAM_ERROR'])
    expect(await post(JSON.stringify(order({ attach: 'x'.repeat(70_000) })))).toEqual([413, 'PARAM_ERROR'])
    expect(await post(JSON.stringify(order({ appid: 'wx1' })))).toEqual([400, 'APPID_MCHID_NOT_MATCH'])
    expect(await failure(await ask(shop, 'GET', '/v3/nothing'))).toEqual([404, 'RESOURCE_NOT_EXISTS'])
    expect(await failure(await ask(shop, 'POST', '/v3/certificates'))).toEqual([404, 'RESOURCE_NOT_EXISTS'])
  })

  test('an expired order is neither prepaid nor paid, and is not closed by it', async () => {
    const input = {
      orderId: newNumber(),
      description: '茶',
      amountFen: 9,
      openid: OPENID,
      expiresAt: shop.clock.now() + 60_000,
    }
    const prepaid = await shop.gateway.prepay(input)
    if (prepaid.kind !== 'ok') throw new Error('prepay')
    shop.clock.advance(61_000)
    expect(shop.wechatpay.pay(prepaid.value.payParams, { openid: OPENID })).toMatchObject({
      code: 'ORDER_EXPIRED',
    })
    expect(await shop.gateway.prepay(input)).toMatchObject({ kind: 'rejected', code: 'INVALID_REQUEST' })
    expect(await shop.gateway.query(input.orderId)).toMatchObject({ value: { tradeState: 'NOTPAY' } })
    expect(await shop.gateway.close(input.orderId)).toMatchObject({ kind: 'ok' })
  })

  test('a prepay_id lives for two hours, the same call makes another', async () => {
    const input = {
      orderId: newNumber(),
      description: '茶',
      amountFen: 9,
      openid: OPENID,
      expiresAt: shop.clock.now() + 86_400_000,
    }
    const first = await shop.gateway.prepay(input)
    shop.clock.advance(2 * 3600_000)
    const second = await shop.gateway.prepay(input)
    if (first.kind !== 'ok' || second.kind !== 'ok') throw new Error('prepay')
    expect(second.value.prepayId).not.toBe(first.value.prepayId)
    expect(shop.wechatpay.pay(first.value.payParams, { openid: OPENID })).toMatchObject({
      code: 'PREPAY_ID_INVALID',
    })
    expect(shop.wechatpay.pay(second.value.payParams, { openid: OPENID })).toMatchObject({ ok: true })
  })

  test('the payer must be the one of the order, with parameters the merchant signed', async () => {
    const prepaid = await shop.gateway.prepay({
      orderId: newNumber(),
      description: '茶',
      amountFen: 9,
      openid: OPENID,
      expiresAt: shop.clock.now() + 60_000,
    })
    if (prepaid.kind !== 'ok') throw new Error('prepay')
    const { payParams, prepayId } = prepaid.value
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
    const response = await ask(shop, 'GET', `/v3/pay/transactions/id/${a.transactionId}?mchid=${mchid}`)
    expect(await response.json()).toMatchObject({ out_trade_no: a.orderId })
  })

  test('in 公钥 mode there are no certificates', async () => {
    expect(await failure(await ask(shop, 'GET', '/v3/certificates'))).toEqual([404, 'RESOURCE_NOT_EXISTS'])
  })
})

describe('certificates', () => {
  let shop: Harness
  beforeAll(async () => {
    shop = await start({ platformMode: 'certificate' })
  })
  afterAll(() => shop.close())

  test('the platform certificate comes encrypted and holds the pinned key', async () => {
    const { merchant } = shop.wechatpay
    const [serial, pem] = Object.entries(merchant.platformKeys)[0] ?? []
    const answer = (await (await ask(shop, 'GET', '/v3/certificates')).json()) as {
      data: { serial_no: string; encrypt_certificate: Record<string, string> }[]
    }
    const { ciphertext = '', nonce = '', associated_data = '' } = answer.data[0]?.encrypt_certificate ?? {}
    const sealed = Buffer.from(ciphertext, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', merchant.apiV3Key, nonce)
    decipher.setAAD(Buffer.from(associated_data))
    decipher.setAuthTag(sealed.subarray(-16))
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString()
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
