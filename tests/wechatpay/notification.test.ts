import { forgeNotification, type Forgery } from '../../local/wechatpay/forge'
import { paidOrder, start, type Harness } from './harness'

describe('notifications', () => {
  let shop: Harness
  let orderId: string
  beforeAll(async () => {
    shop = await start()
    orderId = (await paidOrder(shop, 1000)).orderId
    await shop.wechatpay.tick()
  })
  afterAll(() => shop.close())

  const parse = (forgery: Forgery) => {
    const { headers, body } = forgeNotification(shop.wechatpay, orderId, forgery)
    return shop.gateway.parseNotification({ headers, rawBody: body })
  }

  test.each<[Forgery, string]>([
    ['bad_signature', 'bad_signature'],
    ['foreign_key', 'bad_signature'],
    ['changed_body', 'bad_signature'],
    ['sign_test', 'probe'],
    ['old_timestamp', 'stale'],
    ['future_timestamp', 'stale'],
    ['unknown_serial', 'unknown_serial'],
    ['serial_constructor', 'unknown_serial'],
    ['serial_proto', 'unknown_serial'],
    ['no_signature', 'missing_headers'],
    ['signed_changed_ciphertext', 'undecryptable'],
    ['signed_zero_tag', 'undecryptable'],
    ['signed_wrong_associated_data', 'undecryptable'],
    ['signed_wrong_nonce', 'undecryptable'],
    ['signed_short_ciphertext', 'undecryptable'],
    ['signed_other_mchid', 'wrong_merchant'],
    ['signed_other_appid', 'wrong_merchant'],
    ['signed_unknown_event', 'unsupported_event'],
    ['signed_not_json', 'malformed'],
  ])('%s is refused: %s', (forgery, reason) => {
    expect(parse(forgery)).toEqual({ kind: 'rejected', reason })
  })

  test('the genuine one is read, in any case of its headers and as text or bytes', () => {
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

  test('a repeated header is no header', () => {
    const { headers, body } = forgeNotification(shop.wechatpay, orderId, 'genuine')
    const doubled = { ...headers, 'wechatpay-serial': headers['Wechatpay-Serial'] }
    expect(shop.gateway.parseNotification({ headers: doubled, rawBody: body })).toMatchObject({
      reason: 'missing_headers',
    })
  })

  test('amount and payer are handed on as they were said, for the caller to compare', () => {
    expect(parse('signed_short_amount')).toMatchObject({ transaction: { paid: { totalFen: 1 } } })
    expect(parse('signed_other_openid')).toMatchObject({
      transaction: { paid: { openid: 'oSomebodyElse00000000000000A' } },
    })
  })

  test('a serial nobody pinned causes no call', () => {
    const before = shop.requests.length
    for (let i = 0; i < 20; i++) parse('unknown_serial')
    expect(shop.requests.length).toBe(before)
  })
})
