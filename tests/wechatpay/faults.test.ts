import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createWechatPayGateway } from '../../cloudfunctions/platform/wechatpay'
import type { FaultName } from '../../emulator/src/faults'
import { newNumber, OPENID, paidOrder, start, type Harness } from './harness'

describe('what nobody knows is unknown', () => {
  let shop: Harness
  beforeAll(async () => {
    shop = await start()
  })
  afterAll(() => shop.close())

  /** The next call goes wrong; answers the gateway to make it with, which waits only when it waits in vain. */
  const next = (fault: FaultName) => {
    shop.wechatpay.faults.arm({ faults: [{ at: 'wechatpay', k: 1, fault }] })
    return fault === 'stall' ? shop.openGateway({ timeoutMs: 2_000 }) : shop.gateway
  }

  const order = () => ({
    orderId: newNumber(),
    description: '茶',
    amountFen: 100,
    openid: OPENID,
    expiresAt: shop.clock.now() + 60 * 60_000,
  })

  test.each<[FaultName, string]>([
    ['refuse', 'network'],
    ['lose', 'network'],
    ['stall', 'timeout'],
    ['system_error', 'server_error'],
    ['system_error_after', 'server_error'],
    ['unsigned', 'unverified'],
    ['bad_signature', 'unverified'],
    ['stale', 'unverified'],
    ['unknown_serial', 'unverified'],
    ['not_json', 'malformed'],
  ])('%s → unknown: %s, and the same call again decides', async (fault, cause) => {
    const input = order()
    expect(await next(fault).prepay(input)).toMatchObject({ kind: 'unknown', cause })
    expect(await shop.gateway.prepay(input)).toMatchObject({ kind: 'ok' })

    const { orderId } = await paidOrder(shop, 100)
    const refund = { orderId, refundNo: newNumber('refund'), refundFen: 100, totalFen: 100 }
    expect(await next(fault).refund(refund)).toMatchObject({ kind: 'unknown', cause })
    expect(await shop.gateway.refund(refund)).toMatchObject({ kind: 'ok', value: { refundFen: 100 } })

    expect(await next(fault).query(orderId)).toMatchObject({ kind: 'unknown', cause })
  })

  test('an unsigned refusal is not believed either', async () => {
    next('unsigned')
    expect(await shop.gateway.query('order_nobody')).toMatchObject({
      kind: 'unknown',
      cause: 'unverified',
      detail: 'missing_headers, HTTP 404 ORDER_NOT_EXIST',
    })
  })

  test('a lost answer of a close leaves it to the query', async () => {
    const input = order()
    await shop.gateway.prepay(input)
    next('lose')
    expect(await shop.gateway.close(input.orderId)).toMatchObject({ kind: 'unknown' })
    expect(await shop.gateway.query(input.orderId)).toMatchObject({ value: { tradeState: 'CLOSED' } })
  })

  test('too many calls: the same again later', async () => {
    next('rate_limit')
    expect(await shop.gateway.query('order_nobody')).toMatchObject({
      kind: 'rejected',
      code: 'FREQUENCY_LIMITED',
      final: false,
      remedy: 'retry',
    })
  })

  test('nobody there is unknown', async () => {
    // Of the system's own ports: a free one may be somebody's a moment later.
    const gateway = createWechatPayGateway(
      { ...shop.wechatpay.merchant, baseUrl: 'http://127.0.0.1:2', notifyUrl: shop.notifyUrl },
      { now: shop.clock.now },
    )
    expect(await gateway.query('order_nobody')).toEqual({
      kind: 'unknown',
      cause: 'network',
      detail: 'ECONNREFUSED',
    })
  })

  test('a redirect is not followed with our signature', async () => {
    let followed = 0
    const elsewhere = createServer((_request, response) => {
      followed++
      response.writeHead(followed === 1 ? 307 : 200, { location: '/other' }).end()
    })
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
    const gateway = createWechatPayGateway(
      {
        ...shop.wechatpay.merchant,
        baseUrl: `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`,
        notifyUrl: shop.notifyUrl,
      },
      { now: shop.clock.now },
    )
    expect(await gateway.query('order_nobody')).toMatchObject({ kind: 'unknown' })
    expect(followed).toBe(1)
    elsewhere.closeAllConnections()
    await new Promise((resolve) => elsewhere.close(resolve))
  })

  test.each([
    'a|b_order_1',
    'order/../../1',
    'order?x=1',
    '订单编号一二三',
    'short',
    'x'.repeat(33),
    'order%2F12',
  ])('the number %s never leaves the house', async (orderId) => {
    const before = shop.requests.length
    const refused = { kind: 'rejected', code: 'PARAM_ERROR', final: true, remedy: 'defect' }
    expect(await shop.gateway.prepay({ ...order(), orderId })).toMatchObject(refused)
    expect(await shop.gateway.query(orderId)).toMatchObject(refused)
    expect(await shop.gateway.close(orderId)).toMatchObject(refused)
    expect(await shop.gateway.refund({ orderId, refundNo: 'r1', refundFen: 1, totalFen: 1 })).toMatchObject(
      refused,
    )
    expect(shop.requests.length).toBe(before)
  })

  test.each([0, -1, 0.5, NaN, Infinity])('%d is no amount', async (amountFen) => {
    expect(await shop.gateway.prepay({ ...order(), amountFen })).toMatchObject({ code: 'PARAM_ERROR' })
  })

  test('nothing that is returned for a failure holds a secret or the openid', async () => {
    const results = []
    for (const fault of ['refuse', 'stall', 'bad_signature', 'system_error'] as const) {
      results.push(await next(fault).prepay(order()))
    }
    results.push(await shop.gateway.prepay({ ...order(), openid: 'x'.repeat(200) }))
    const text = JSON.stringify(results)
    for (const secret of [
      OPENID,
      shop.wechatpay.merchant.apiV3Key,
      'WECHATPAY2',
      'signature=',
      'PRIVATE KEY',
    ])
      expect(text).not.toContain(secret)
  })
})
