import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClock } from '../../src/base'
import { openWechatPayStore, RETRY_PAUSES_MS } from '../../src/wechatpay'
import { newNumber, OPENID, paidOrder, start, type Merchant } from './merchant'

const MINUTE = 60_000

describe('delivery of notifications on the shop clock', () => {
  let shop: Merchant
  beforeEach(async () => {
    shop = await start()
  })
  afterEach(() => shop.close())

  test('an unacknowledged notification comes again on the official schedule, and no longer', async () => {
    shop.answerWith(500)
    const { orderId } = await paidOrder(shop)
    await shop.wechatpay.tick()
    expect(shop.heard).toHaveLength(1)
    for (const [index, pauseMs] of RETRY_PAUSES_MS.entries()) {
      shop.clock.advance(pauseMs - 5000)
      await shop.wechatpay.tick()
      expect(shop.heard).toHaveLength(index + 1)
      shop.clock.advance(5000)
      await shop.wechatpay.tick()
      expect(shop.heard).toHaveLength(index + 2)
    }
    expect(RETRY_PAUSES_MS.reduce((sum, one) => sum + one)).toBe((24 * 60 + 4) * MINUTE)
    shop.clock.advance(30 * 24 * 60 * MINUTE)
    await shop.wechatpay.tick()
    expect(shop.heard).toHaveLength(16)
    expect(shop.wechatpay.notifications(orderId)).toMatchObject([
      { attempts: 16, next_at: null, acknowledged_at: null, last_status: 500 },
    ])
  })

  test.each([200, 204])('%i acknowledges', async (status) => {
    shop.answerWith(status)
    const { orderId } = await paidOrder(shop)
    await shop.wechatpay.tick()
    shop.clock.advance(25 * 60 * MINUTE)
    await shop.wechatpay.tick()
    expect(shop.heard).toHaveLength(1)
    expect(shop.wechatpay.notifications(orderId)[0]?.acknowledged_at).not.toBeNull()
  })

  test('a jump of the clock brings everything it passed, until one is acknowledged', async () => {
    shop.answerWith(503)
    await paidOrder(shop)
    await shop.wechatpay.tick()
    shop.answerWith(200)
    shop.clock.advance(3 * 24 * 60 * MINUTE)
    await shop.wechatpay.tick()
    expect(shop.heard).toHaveLength(2)
  })

  test('a lost notification arrives late; one that never arrives leaves the query', async () => {
    const lost = await paidOrder(shop, 700, 'lose')
    await shop.wechatpay.tick()
    shop.clock.advance(3 * MINUTE)
    await shop.wechatpay.tick()
    expect(shop.heard).toHaveLength(0)
    expect(await shop.query(lost.orderId)).toMatchObject({ trade_state: 'SUCCESS' })
    shop.clock.advance(MINUTE)
    await shop.wechatpay.tick()
    expect(shop.heard).toMatchObject([{ out_trade_no: lost.orderId }])

    const never = await paidOrder(shop, 700, 'never')
    shop.clock.advance(25 * 60 * MINUTE)
    await shop.wechatpay.tick()
    expect(shop.heard).toHaveLength(1)
    await shop.wechatpay.resend(never.orderId)
    expect(shop.heard).toHaveLength(2)
  })

  test('a lost one that is due now and clock moves by itself need no tick', async () => {
    await paidOrder(shop, 700, 'lose')
    shop.clock.advance(5 * MINUTE)
    // The move itself delivers; this waits for what it started.
    await shop.wechatpay.tick()
    expect(shop.heard).toHaveLength(1)
  })
})

describe('memory of the local WeChat Pay', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wechatpay-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('nothing waits for a proper end: what was answered is on disk', async () => {
    const file = join(folder, 'wechatpay.db')
    const killed = openWechatPayStore(file)
    const before = await start({ store: killed, deliver: async () => null })
    const { orderId } = await paidOrder(before, 900)
    // Neither the server nor its store is closed: this is what a killed process leaves.
    const store = openWechatPayStore(file)
    const after = await start({ store, clock: before.clock, deliver: async () => 200 })
    try {
      expect(await after.query(orderId)).toMatchObject({ trade_state: 'SUCCESS' })
      before.clock.advance(MINUTE)
      await after.wechatpay.tick()
      expect(after.wechatpay.notifications(orderId)[0]?.acknowledged_at).not.toBeNull()
    } finally {
      await after.close()
      await before.close()
      store.close()
      killed.close()
    }
  })

  test('keys, trades, refunds and owed notifications survive a restart', async () => {
    const file = join(folder, 'wechatpay.db')
    const clock = createClock()
    const first = openWechatPayStore(file)
    const before = await start({ store: first, clock, deliver: async () => null })
    const { orderId } = await paidOrder(before, 900)
    const refundNo = newNumber('refund')
    await before.call('POST', '/v3/refund/domestic/refunds', {
      out_trade_no: orderId,
      out_refund_no: refundNo,
      notify_url: before.notifyUrl,
      amount: { refund: 100, total: 900, currency: 'CNY' },
    })
    const { merchant } = before.wechatpay
    await before.close()
    first.close()

    const second = openWechatPayStore(file)
    const delivered: string[] = []
    const after = await start({
      store: second,
      clock,
      deliver: async ({ body }) => {
        delivered.push((JSON.parse(body) as { event_type: string }).event_type)
        return 200
      },
    })
    try {
      expect({ ...after.wechatpay.merchant, baseUrl: '' }).toEqual({ ...merchant, baseUrl: '' })
      expect(await after.query(orderId)).toMatchObject({ payer: { openid: OPENID } })
      clock.advance(MINUTE)
      await after.wechatpay.tick()
      expect(delivered.sort()).toEqual(['REFUND.SUCCESS', 'TRANSACTION.SUCCESS'])
      expect(await after.call('GET', `/v3/refund/domestic/refunds/${refundNo}`)).toMatchObject({
        status: 'SUCCESS',
      })
    } finally {
      await after.close()
      second.close()
    }
  })
})
