import { applyRefund } from '../../cloudfunctions/domain/sale/refund'
import { answerNotification } from '../../cloudfunctions/paynotify/notify'
import {
  beginKeyChange,
  endKeyChange,
  forgeNotification,
  listProbes,
  type ForgedRequest,
  type Forgery,
} from '../../emulator/src/wechatpay'
import { MINUTE_MS, refundByMerchant, startSaleMall, type SaleMall } from '../support/sale'
import { HANDED_ON, REFUSED } from '../../tests/wechatpay/forgeries'

// A busy machine is no failure: nothing here is measured in time.
jest.setTimeout(120_000)

/** What the mall reports about a payment that is genuine and does not fit; it has to be delivered again. */
const MISMATCHES: Partial<Record<Forgery, object>> = {
  signed_short_amount: { what: 'amount' },
  signed_over_amount: { what: 'amount' },
  signed_other_currency: { what: 'currency' },
  signed_other_openid: { what: 'payer' },
  signed_refunded_elsewhere: { what: 'refunded' },
  signed_unknown_order: { orderId: '90000000000000000000' },
}

const OTHER = { public_key: 'certificate', certificate: 'public_key' } as const

describe.each(['public_key', 'certificate'] as const)('a notification in %s mode', (platformMode) => {
  let mall: SaleMall
  beforeAll(async () => {
    mall = await startSaleMall({ platformMode })
  })
  afterEach(() => mall.answerNotificationsWith(null))
  afterAll(() => mall.close())

  async function placed() {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
    return { buyer, ...(await mall.place(buyer, product)) }
  }

  /** Paid, and nobody has told the mall yet. */
  async function untold(notify: 'normal' | 'never' = 'never') {
    const { buyer, orderId } = await placed()
    await mall.pay(buyer, orderId, notify)
    return orderId
  }

  async function deliver({ headers, body }: ForgedRequest): Promise<number> {
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
    const answer = await answerNotification(mall.ctx, { headers: Object.fromEntries(lower), body })
    return answer.statusCode
  }

  const errors = () => mall.log.filter(({ level }) => level === 'error')

  test('[PAY-7] that is forged in whatever way is refused and changes nothing', async () => {
    const orderId = await untold()
    const before = await mall.order(orderId)
    // Lower case makes one header of two.
    const forgeries = Object.keys(REFUSED).filter((one) => one !== 'doubled_header') as Forgery[]
    for (const forgery of forgeries) {
      const status = await deliver(forgeNotification(mall.wechatpay, orderId, forgery))
      expect([forgery, status]).toEqual([forgery, forgery === 'signed_unknown_event' ? 204 : 400])
    }
    expect(await mall.order(orderId)).toEqual(before)
  })

  test.each(Object.entries(MISMATCHES) as [Forgery, object][])(
    '[PAY-8] %s changes nothing, is reported, and does not stand in the way of the right one',
    async (forgery, fields) => {
      const orderId = await untold()
      const before = await mall.order(orderId)
      mall.log.length = 0
      expect(await deliver(forgeNotification(mall.wechatpay, orderId, forgery))).toBe(409)
      expect(await mall.order(orderId)).toEqual(before)
      expect(errors()).toMatchObject([{ fields }])
      expect(await deliver(forgeNotification(mall.wechatpay, orderId, 'genuine'))).toBe(204)
      expect((await mall.order(orderId)).state).toBe('paid')
    },
  )

  test('every forgery that the gateway hands on is judged here', () => {
    const accepted = ['genuine', 'lower_case_serial']
    expect([...Object.keys(MISMATCHES), ...accepted].sort()).toEqual(Object.keys(HANDED_ON).sort())
  })

  test('[PAY-7] of an event that we never asked for is acknowledged and reported', async () => {
    const orderId = await untold()
    mall.log.length = 0
    expect(await deliver(forgeNotification(mall.wechatpay, orderId, 'signed_unknown_event'))).toBe(204)
    expect(errors()).toMatchObject([{ event: 'notification.unsupported' }])
  })

  test('[PAY-7] that is replayed is known within five minutes and refused afterwards', async () => {
    const orderId = await untold()
    const recorded = forgeNotification(mall.wechatpay, orderId, 'lower_case_serial')
    expect(await deliver(recorded)).toBe(204)
    const { paidAt, transactionId } = await mall.order(orderId)
    await refundByMerchant(mall, orderId)
    mall.clock.advance(4 * MINUTE_MS)
    await mall.wechatpay.tick()
    const refunded = await mall.order(orderId)
    expect(await deliver(recorded)).toBe(204)
    expect(await mall.order(orderId)).toEqual(refunded)
    expect(refunded).toMatchObject({ paidAt, transactionId, refundState: 'succeeded' })
    mall.clock.advance(2 * MINUTE_MS)
    expect(await deliver(recorded)).toBe(400)
  })

  test('[PAY-7] that is a probe is refused, once a day, and alarms nobody', async () => {
    await untold('normal')
    mall.log.length = 0
    mall.clock.advance(10 * MINUTE_MS)
    await mall.wechatpay.tick()
    const probes = listProbes(mall.wechatpay.context)
    expect(probes.length).toBeGreaterThan(0)
    for (const probe of probes) expect(probe).toMatchObject({ last_status: 400, next_at: null })
    // Whoever looks for forgeries in the log finds WeChat Pay's own tests under another name.
    const refused = mall.log.filter(({ event }) => event.startsWith('security.'))
    const asProbe = { level: 'warn', event: 'security.notification_refused', fields: { reason: 'probe' } }
    expect(refused).toEqual(probes.map(() => asProbe))
  })

  test('[PAY-7, REFUND-7] of a refund is judged like that of a payment', async () => {
    const orderId = await untold('normal')
    await mall.wechatpay.tick()
    await refundByMerchant(mall, orderId)
    mall.answerNotificationsWith(500)
    mall.clock.advance(10_000)
    await mall.wechatpay.tick()
    const refundNo = `R${orderId}`
    const forge = (forgery: Forgery) => deliver(forgeNotification(mall.wechatpay, refundNo, forgery))
    expect(await forge('sign_test')).toBe(400)
    expect(await forge('signed_zero_tag')).toBe(400)
    expect(await forge('signed_other_mchid')).toBe(400)
    expect((await mall.order(orderId)).refundState).toBe('processing')
    expect(await forge('genuine')).toBe(204)
    expect((await mall.order(orderId)).refundState).toBe('succeeded')
    expect(await forge('genuine')).toBe(204)
    const unknown = { orderId, refundNo: 'R1', amountFen: 1, status: 'SUCCESS' as const }
    expect(await applyRefund(mall.ctx, unknown, 'notification')).toBe('unknown')
  })

  // From here on WeChat Pay has two keys: the last tests of this mall.
  test('[PAY-13] under a key that is not pinned is refused and reported; pinned, it comes through', async () => {
    const change = await beginKeyChange(mall.wechatpay.context, OTHER[platformMode], 1)
    mall.log.length = 0
    const [told, polled] = [await untold('normal'), await untold()]
    await mall.wechatpay.tick()
    expect((await mall.order(told)).state).toBe('pending_payment')
    expect(errors()).toMatchObject([{ event: 'security.key_not_pinned', fields: { serial: change.serial } }])

    // WeChat Pay's answers follow the key that we announce, so the timer finds what no notification told.
    await mall.jobs([2 * MINUTE_MS])
    expect((await mall.order(polled)).state).toBe('paid')

    const again = await untold('normal')
    await mall.wechatpay.tick()
    expect((await mall.order(again)).state).toBe('pending_payment')
    mall.pin({ [change.serial]: change.publicKeyPem })
    mall.clock.advance(15_000)
    await mall.wechatpay.tick()
    expect((await mall.order(again)).state).toBe('paid')
  })

  test('[PAY-13] nothing is lost when the change ends before the new key is pinned', async () => {
    const { buyer, orderId } = await placed()
    await mall.pay(buyer, orderId)
    mall.pin({})
    endKeyChange(mall.wechatpay.context)
    await mall.wechatpay.tick()
    await mall.jobs([2 * MINUTE_MS, 31 * MINUTE_MS])
    // Nothing can be believed, so nothing is decided: neither paid nor closed.
    expect((await mall.order(orderId)).state).toBe('pending_payment')
    const { serial, publicKeyPem } = mall.wechatpay.context.keys.platform
    mall.pin({ [serial]: publicKeyPem })
    await mall.jobs([60 * MINUTE_MS])
    expect((await mall.order(orderId)).state).toBe('paid')
  })
})
