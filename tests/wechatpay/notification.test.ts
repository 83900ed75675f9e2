import { request as httpRequest } from 'node:http'
import { forgeNotification, type Forgery, forgeryNames, listProbes } from '../../emulator/src/wechatpay'
import { HANDED_ON, REFUSED } from './forgeries'
import { paidOrder, start, type Harness } from './harness'

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

  test.each(Object.entries(REFUSED) as [Forgery, string][])('%s is refused: %s', (forgery, reason) =>
    expect(parse(forgery)).toMatchObject({ kind: 'rejected', reason }),
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
