import { request as httpRequest } from 'node:http'
import { forgeNotification, forgeryNames, type Forgery } from '../../local/wechatpay/forge'
import { listProbes } from '../../local/wechatpay/probes'
import type { NotificationProblem } from '../../cloudfunctions/platform/wechatpay'
import { paidOrder, start, type Harness } from './harness'

/**
 * How the gateway judges each forgery.
 *
 * Sources: headers, body and answers https://pay.weixin.qq.com/docs/merchant/products/notification/introduction.html;
 * encryption https://pay.weixin.qq.com/wiki/doc/apiv3/apis/chapter3_2_5.shtml; what to check when a signature does
 * not hold, and probes https://pay.weixin.qq.com/doc/v3/merchant/4016241880; the five minutes are those of WeChat
 * Pay's own SDKs.
 */
const REFUSED: Partial<Record<Forgery, NotificationProblem>> = {
  bad_signature: 'bad_signature',
  empty_signature: 'missing_headers',
  foreign_key: 'bad_signature',
  sign_test: 'probe',
  old_timestamp: 'stale',
  future_timestamp: 'stale',
  timestamp_in_ms: 'stale',
  timestamp_in_words: 'stale',
  moved_timestamp: 'bad_signature',
  other_nonce: 'bad_signature',
  unknown_serial: 'unknown_serial',
  unknown_certificate: 'unknown_serial',
  serial_constructor: 'unknown_serial',
  serial_proto: 'unknown_serial',
  no_signature: 'missing_headers',
  no_serial: 'missing_headers',
  no_timestamp: 'missing_headers',
  no_nonce: 'missing_headers',
  no_headers: 'missing_headers',
  doubled_header: 'missing_headers',
  changed_body: 'bad_signature',
  no_body: 'bad_signature',
  signed_changed_ciphertext: 'undecryptable',
  signed_zero_tag: 'undecryptable',
  signed_truncated_tag: 'undecryptable',
  signed_short_ciphertext: 'undecryptable',
  signed_wrong_associated_data: 'undecryptable',
  signed_wrong_nonce: 'undecryptable',
  signed_wrong_key: 'undecryptable',
  signed_other_algorithm: 'malformed',
  signed_not_json: 'malformed',
  signed_array: 'malformed',
  signed_no_resource: 'malformed',
  signed_other_original_type: 'malformed',
  signed_refund_event: 'malformed',
  signed_unknown_event: 'unsupported_event',
  signed_other_mchid: 'wrong_merchant',
  signed_other_appid: 'wrong_merchant',
  signed_sub_merchant: 'wrong_merchant',
  signed_not_paid: 'malformed',
  signed_without_amount: 'malformed',
  signed_without_transaction: 'malformed',
  signed_fraction_of_a_fen: 'malformed',
}

/** Genuine for the gateway; the domain compares them with the order. */
const HANDED_ON: Partial<Record<Forgery, object>> = {
  genuine: { tradeState: 'SUCCESS' },
  lower_case_serial: { tradeState: 'SUCCESS' },
  signed_short_amount: { paid: { totalFen: 1 } },
  signed_over_amount: { paid: { totalFen: 9_999_999 } },
  signed_other_currency: { paid: { currency: 'USD' } },
  signed_other_openid: { paid: { openid: 'oSomebodyElse00000000000000A' } },
  signed_unknown_order: { orderId: '90000000000000000000' },
  signed_refunded_elsewhere: { tradeState: 'REFUND' },
}

describe.each(['public_key', 'certificate'] as const)('notifications in %s mode', (platformMode) => {
  let shop: Harness
  let orderId: string
  beforeAll(async () => {
    shop = await start({ platformMode })
    orderId = (await paidOrder(shop, 1000)).orderId
    await shop.wechatpay.tick()
  })
  afterAll(() => shop.close())

  const parse = (forgery: Forgery) => {
    const { headers, body } = forgeNotification(shop.wechatpay, orderId, forgery)
    return shop.gateway.parseNotification({ headers, rawBody: body })
  }

  test('every forgery has its verdict', () => {
    expect([...Object.keys(REFUSED), ...Object.keys(HANDED_ON)].sort()).toEqual(forgeryNames().sort())
  })

  test.each(Object.entries(REFUSED) as [Forgery, NotificationProblem][])(
    '%s is refused: %s',
    (forgery, reason) => expect(parse(forgery)).toMatchObject({ kind: 'rejected', reason }),
  )

  test.each(Object.entries(HANDED_ON) as [Forgery, object][])('%s is read: %j', (forgery, transaction) =>
    expect(parse(forgery)).toMatchObject({ kind: 'transaction', transaction }),
  )

  test('an unknown key is named, if it looks like one', () => {
    expect(parse('unknown_serial')).toMatchObject({ serial: `PUB_KEY_ID_${'0'.repeat(28)}` })
    expect(parse('unknown_certificate')).toMatchObject({ serial: `5${'A'.repeat(39)}` })
    expect(parse('serial_proto')).toEqual({ kind: 'rejected', reason: 'unknown_serial' })
  })

  test('headers count in any case, and the body as text or bytes', () => {
    const { headers, body } = forgeNotification(shop.wechatpay, orderId, 'genuine')
    const lower = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    )
    const read = shop.gateway.parseNotification({ headers: lower, rawBody: Buffer.from(body) })
    expect(read).toMatchObject({ kind: 'transaction', transaction: { orderId } })
    expect(shop.gateway.parseNotification({ headers, rawBody: body })).toEqual(read)
  })

  test('a parsed and printed body does not pass for the raw one', () => {
    const { headers, body } = forgeNotification(shop.wechatpay, orderId, 'genuine')
    const printed = JSON.stringify(JSON.parse(body), null, 1)
    expect(shop.gateway.parseNotification({ headers, rawBody: printed })).toMatchObject({
      reason: 'bad_signature',
    })
  })

  test('a header that comes twice over the wire is no header', async () => {
    const { headers, body } = forgeNotification(shop.wechatpay, orderId, 'genuine')
    const before = shop.refused.length
    for (const part of ['Serial', 'Signature', 'Timestamp', 'Nonce']) {
      const name = `Wechatpay-${part}`
      const value = headers[name] ?? ''
      expect(await post(shop.notifyUrl, { ...headers, [name]: [value, value] }, body)).toBe(400)
    }
    expect(shop.refused.length - before).toBe(4)
  })

  test('a serial that nobody pinned causes no call', () => {
    const before = shop.requests.length
    for (let i = 0; i < 20; i++) parse('unknown_serial')
    expect(shop.requests.length).toBe(before)
  })

  test('the five minutes are measured on both sides', () => {
    const genuine = forgeNotification(shop.wechatpay, orderId, 'genuine')
    const read = () => shop.gateway.parseNotification({ headers: genuine.headers, rawBody: genuine.body })
    shop.clock.advance(4 * 60_000 + 50_000)
    expect(read()).toMatchObject({ kind: 'transaction' })
    shop.clock.advance(20_000)
    expect(read()).toMatchObject({ reason: 'stale' })
  })
})

/** One delivery whose headers may come more than once. */
function post(url: string, headers: Record<string, string | string[]>, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { method: 'POST', headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0))
    })
      .on('error', reject)
      .end(body)
  })
}

describe('signature probes', () => {
  const DAY_MS = 24 * 3600_000
  let shop: Harness
  const warned = jest.spyOn(process, 'emitWarning')
  beforeEach(async () => {
    warned.mockClear()
    shop = await start()
  })
  afterEach(() => shop.close())
  afterAll(() => warned.mockRestore())

  test('one a day follows the first notification, and is not repeated', async () => {
    await paidOrder(shop)
    await paidOrder(shop)
    await shop.wechatpay.tick()
    expect([shop.heard.length, shop.refused]).toEqual([2, []])
    shop.clock.advance(8 * 60_000)
    await shop.wechatpay.tick()
    expect([shop.heard.length, shop.refused]).toEqual([2, ['probe']])
    shop.clock.advance(DAY_MS)
    await shop.wechatpay.tick()
    await paidOrder(shop)
    shop.clock.advance(8 * 60_000)
    await shop.wechatpay.tick()
    expect(shop.refused).toEqual(['probe', 'probe'])
    expect(listProbes(shop.wechatpay.context)).toMatchObject([
      { last_status: 400, next_at: null },
      { last_status: 400, next_at: null },
    ])
    expect(warned).not.toHaveBeenCalled()
  })

  test('who acknowledges one has made a mistake, and WeChat Pay says so', async () => {
    const careless = await start({ deliver: async () => 204 })
    try {
      const { orderId } = await paidOrder(careless)
      careless.clock.advance(8 * 60_000)
      await careless.wechatpay.tick()
      expect(listProbes(careless.wechatpay.context)).toMatchObject([{ subject: orderId, last_status: 204 }])
      expect(warned.mock.calls).toMatchObject([
        [expect.stringContaining(orderId), { code: 'SIGNTEST_ACKNOWLEDGED' }],
      ])
    } finally {
      await careless.close()
    }
  })
})
