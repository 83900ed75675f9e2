import type { ShippingInput } from '../../cloudfunctions/platform/wechat'
import { shippingBody } from '../../cloudfunctions/platform/wechat/shipping'
import type { ShippablePayment } from '../../emulator/src/wechat'
import { OPENID, start, type Harness } from './harness'

const DAY_MS = 24 * 3600_000

describe('shipping information', () => {
  let wx: Harness
  const payments = new Map<string, ShippablePayment>()
  let last = 0
  beforeAll(async () => {
    wx = await start({
      findPayment: (by) =>
        [...payments.values()].find((one) =>
          'transactionId' in by ? one.transactionId === by.transactionId : one.outTradeNo === by.outTradeNo,
        ),
    })
  })
  afterAll(() => wx.close())

  function paid(over: Partial<ShippablePayment> = {}): ShippablePayment {
    const number = String(++last)
    const payment = {
      transactionId: `4200${number}`,
      mchid: '1900000109',
      outTradeNo: `order_${number}`,
      openid: OPENID,
      description: '茶',
      amountFen: 100,
      paidAt: wx.clock.now(),
      refunded: false,
      ...over,
    }
    payments.set(number, payment)
    return payment
  }
  const input = (payment: ShippablePayment, over: Partial<ShippingInput> = {}): ShippingInput => ({
    order: { transactionId: payment.transactionId },
    openid: OPENID,
    parcels: [{ courier: 'SF', waybill: 'SF1', itemDescription: '茶 x1', receiverMobile: '13812345678' }],
    ...over,
  })

  test('shipped, shipped again the same, shipped anew once', async () => {
    const payment = paid()
    const order = { transactionId: payment.transactionId }
    expect(await wx.client.getOrder(order)).toMatchObject({ value: { state: 'to_ship' } })
    expect(await wx.client.uploadShippingInfo(input(payment))).toEqual({ kind: 'ok', value: null })
    expect(await wx.client.uploadShippingInfo(input(payment))).toEqual({ kind: 'ok', value: null })
    expect(await wx.client.getOrder(order)).toMatchObject({ value: { state: 'shipped' } })
    const changed = (waybill: string) =>
      wx.client.uploadShippingInfo(
        input(payment, { parcels: [{ courier: 'ZTO', waybill, itemDescription: '茶 x1' }] }),
      )
    // WeChat wants it to be later than what it corrects.
    expect(await changed('Z1')).toMatchObject({ kind: 'rejected', code: '268485216' })
    wx.clock.advance(1)
    expect(await changed('Z1')).toMatchObject({ kind: 'ok' })
    wx.clock.advance(1)
    expect(await changed('Z2')).toMatchObject({ kind: 'rejected', code: '10060003', final: true })
    expect(wx.wechat.shippings().at(-1)).toMatchObject({
      orderKey: order,
      openid: OPENID,
      parcels: [{ trackingNo: 'Z1', expressCompany: 'ZTO' }],
    })
  })

  test("by the merchant's number, and received by the buyer's word or in time", async () => {
    const payment = paid()
    const order = { mchid: payment.mchid, orderId: payment.outTradeNo }
    await wx.client.uploadShippingInfo(input(payment, { order }))
    expect(wx.wechat.confirmReceipt({ transactionId: payment.transactionId })).toBe(true)
    expect(wx.wechat.confirmReceipt({ transactionId: payment.transactionId })).toBe(false)
    expect(await wx.client.getOrder(order)).toMatchObject({
      value: { state: 'received', transactionId: payment.transactionId },
    })

    const slow = paid()
    await wx.client.uploadShippingInfo(input(slow))
    wx.clock.advance(10 * DAY_MS - 60_000)
    expect(await wx.client.getOrder({ transactionId: slow.transactionId })).toMatchObject({
      value: { state: 'shipped' },
    })
    wx.clock.advance(60_000)
    expect(await wx.client.getOrder({ transactionId: slow.transactionId })).toMatchObject({
      value: { state: 'received' },
    })
  })

  test('pick-up and split deliveries', async () => {
    expect(
      await wx.client.uploadShippingInfo(
        input(paid(), { logistics: 'pickup', parcels: [{ itemDescription: '茶' }] }),
      ),
    ).toMatchObject({ kind: 'ok' })
    const parcels = ['1', '2'].map((waybill) => ({ courier: 'YTO', waybill, itemDescription: '茶' }))
    expect(await wx.client.uploadShippingInfo(input(paid(), { parcels }))).toMatchObject({ kind: 'ok' })
    expect(await wx.client.uploadShippingInfo(input(paid(), { logistics: 'local', parcels }))).toMatchObject({
      code: '10060006',
    })
  })

  test('[TEXT-1] what is in a parcel is cut between characters', async () => {
    const family = '👨‍👩‍👧‍👦'
    const parcel = { courier: 'YTO', waybill: 'YT1', itemDescription: `茶${family.repeat(20)}` }
    expect(await wx.client.uploadShippingInfo(input(paid(), { parcels: [parcel] }))).toMatchObject({
      kind: 'ok',
    })
    expect(wx.wechat.shippings().at(-1)?.parcels[0]?.itemDesc).toBe(`茶${family.repeat(17)}`)
  })

  test('a phone number travels with its middle hidden', () => {
    const sent = JSON.stringify(shippingBody(input(paid()), wx.clock.now()))
    expect(sent).toContain('138****5678')
    expect(sent).not.toContain('13812345678')
  })

  test.each<[string, (payment: ShippablePayment) => ShippingInput, string, boolean]>([
    ['an unknown payment', (p) => input(p, { order: { transactionId: 'none' } }), '10060001', false],
    ["another user's payment", (p) => input(p, { openid: 'oOther' }), '10060031', true],
    ['no parcel', (p) => input(p, { parcels: [] }), '268485228', true],
    [
      'too many parcels',
      (p) =>
        input(p, {
          parcels: Array.from({ length: 16 }, () => ({ courier: 'YTO', waybill: '1', itemDescription: 'x' })),
        }),
      '10060024',
      true,
    ],
    [
      'no description',
      (p) => input(p, { parcels: [{ courier: 'YTO', waybill: '1', itemDescription: '' }] }),
      '10060008',
      true,
    ],
    [
      'SF without a contact',
      (p) => input(p, { parcels: [{ courier: 'SF', waybill: '1', itemDescription: 'x' }] }),
      '10060014',
      true,
    ],
    [
      'no waybill',
      (p) => input(p, { parcels: [{ courier: 'YTO', itemDescription: 'x' }] }),
      '268485226',
      true,
    ],
  ])('%s is refused', async (_name, make, code, final) => {
    expect(await wx.client.uploadShippingInfo(make(paid()))).toMatchObject({ kind: 'rejected', code, final })
  })

  test('parcels of a split delivery are added until it is finished, and count as shipped then', async () => {
    const payment = paid()
    const order = { transactionId: payment.transactionId }
    const send = (waybill: string, allShipped: boolean) => {
      wx.clock.advance(1)
      // Two of them, so that it is split; the first one is known from the second time on.
      const parcels = ['1', waybill].map((one) => ({ courier: 'YTO', waybill: one, itemDescription: '茶' }))
      return wx.client.uploadShippingInfo(input(payment, { parcels, allShipped }))
    }
    for (const waybill of ['2', '3', '4']) expect(await send(waybill, false)).toMatchObject({ kind: 'ok' })
    expect(await wx.client.getOrder(order)).toMatchObject({ value: { state: 'to_ship' } })
    expect(await send('5', true)).toMatchObject({ kind: 'ok' })
    expect(await wx.client.getOrder(order)).toMatchObject({ value: { state: 'shipped' } })
    expect(wx.wechat.shippings().at(-1)).toMatchObject({ finished: true, finishedCount: 1, deliveryMode: 2 })
    expect(
      wx.wechat
        .shippings()
        .at(-1)
        ?.parcels.map(({ trackingNo }) => trackingNo),
    ).toEqual([...'12345'])
    expect(await send('6', true)).toMatchObject({ kind: 'ok' })
    expect(await send('7', true)).toMatchObject({ code: '10060003' })
  })

  test('a received order is to be settled, then done: 3, 6, 4', async () => {
    const payment = paid()
    const order = { transactionId: payment.transactionId }
    await wx.client.uploadShippingInfo(input(payment))
    wx.wechat.confirmReceipt(order)
    const states = []
    for (const pauseMs of [0, 3600_000, DAY_MS]) {
      wx.clock.advance(pauseMs)
      const answer = await wx.client.getOrder(order)
      states.push(answer.kind === 'ok' && answer.value.state)
    }
    expect(states).toEqual(['received', 'to_settle', 'completed'])
    wx.clock.advance(1)
    const late = input(payment, { parcels: [{ courier: 'YTO', waybill: '9', itemDescription: '茶' }] })
    expect(await wx.client.uploadShippingInfo(late)).toMatchObject({ code: '10060002', final: true })
  })

  test('WeChat’s directory of couriers, with the one for all others', async () => {
    const answer = await wx.client.couriers()
    const list = answer.kind === 'ok' ? answer.value : []
    expect(list).toEqual(expect.arrayContaining([{ code: 'DBL', name: '德邦快递' }]))
    expect(list.at(-1)).toEqual({ code: 'OTHER', name: '其他快递' })
  })

  test('a refunded payment is not shipped', async () => {
    const payment = paid({ refunded: true })
    expect(await wx.client.uploadShippingInfo(input(payment))).toMatchObject({ code: '10060004' })
    expect(await wx.client.getOrder({ transactionId: payment.transactionId })).toMatchObject({
      value: { state: 'refunded' },
    })
  })

  test('a payment reaches the shipping service a little later: nothing is lost, it is to be tried again', async () => {
    const [only] = [paid()]
    const slow = await start({ findPayment: () => only, paymentsReachMs: 60_000 })
    try {
      const upload = () => slow.client.uploadShippingInfo(input(only))
      expect(await upload()).toMatchObject({ kind: 'rejected', code: '10060001', final: false })
      slow.clock.advance(only.paidAt + 60_000 - slow.clock.now())
      expect(await upload()).toMatchObject({ kind: 'ok' })
    } finally {
      await slow.close()
    }
  })
})
