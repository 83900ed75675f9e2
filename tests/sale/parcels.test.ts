import { correctParcel, shipOrder } from '../../cloudfunctions/domain/sale/fulfilment'
import { parcelsOf } from '../../cloudfunctions/domain/sale/order'
import type { WechatApi } from '../../cloudfunctions/platform/ports'
import { merchant, runJobs } from '../support/handlers'
import { codeOf, DAY_MS, MINUTE_MS, skuOf, startSaleMall, type SaleMall } from '../support/sale'

/** An order in several parcels, and waybills that were wrong. */

jest.setTimeout(120_000)
let mall: SaleMall
beforeAll(async () => void (mall = await startSaleMall()))
afterAll(() => mall.close())

const A = { courier: 'SF', waybill: 'SF1111111111' }
const B = { courier: 'SF', waybill: 'SF2222222222' }

/** An order of three pieces, and how one of them is sent. */
async function paidOrder() {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
  const { orderId } = await mall.place(buyer, product, { quantity: 3 })
  await mall.pay(buyer, orderId)
  await mall.jobs([0])
  mall.told.length = 0
  const one = [{ lineId: skuOf(product), quantity: 1 }]
  return { orderId, sendOne: (waybill: typeof A) => shipOrder(mall.ctx, orderId, waybill, one) }
}

const parcels = async (orderId: string) => parcelsOf(await mall.order(orderId))
const waybills = async (orderId: string) => (await parcels(orderId)).map(({ waybill }) => waybill)
async function firstParcelId(orderId: string): Promise<string> {
  const [first] = await parcels(orderId)
  if (!first) throw new Error('nothing was sent')
  return first.parcelId
}

test('[ONCE-5] a parcel that was put right leaves its wrong number to the parcel that has it', async () => {
  const { orderId, sendOne } = await paidOrder()
  await sendOne(B)
  await correctParcel(mall.ctx, orderId, await firstParcelId(orderId), A)
  mall.clock.advance(MINUTE_MS)
  await sendOne(B)
  await sendOne(B)
  expect(await waybills(orderId)).toEqual([A.waybill, B.waybill])
  mall.clock.advance(MINUTE_MS)
  // And what was put right is sent already.
  await sendOne(A)
  expect(await waybills(orderId)).toEqual([A.waybill, B.waybill])
  expect((await mall.order(orderId)).state).toBe('paid')
})

test('[ONCE-5] a wrong waybill is put right once, however often, and WeChat is told again once', async () => {
  const { orderId, sendOne } = await paidOrder()
  await sendOne(B)
  await mall.jobs()
  const parcelId = await firstParcelId(orderId)
  await Promise.all(Array.from({ length: 10 }, () => correctParcel(mall.ctx, orderId, parcelId, A)))
  await mall.jobs()
  const [parcel, ...others] = await parcels(orderId)
  expect(others).toEqual([])
  expect(parcel).toMatchObject({ ...A, corrected: [B] })
  expect(mall.told.filter(({ kind }) => kind === 'shipping')).toHaveLength(2)
})

test('[ONCE-5] of eight corrections at once to different numbers one counts', async () => {
  const { orderId, sendOne } = await paidOrder()
  await sendOne(B)
  const parcelId = await firstParcelId(orderId)
  const codes = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      codeOf(correctParcel(mall.ctx, orderId, parcelId, { courier: 'SF', waybill: `SF333333333${i}` })),
    ),
  )
  expect(codes.filter((code) => code === 'ok')).toHaveLength(1)
  expect(codes.filter((code) => code === 'CORRECTED_ONCE')).toHaveLength(7)
  expect((await parcels(orderId))[0]?.corrected).toHaveLength(1)
  expect(await codeOf(correctParcel(mall.ctx, orderId, 'none', A))).toBe('NOT_FOUND')
})

test('[ONCE-5] sending under a number that a parcel gets at that moment sends no second one', async () => {
  const { orderId, sendOne } = await paidOrder()
  await sendOne(B)
  const parcelId = await firstParcelId(orderId)
  let corrected: Promise<void> | undefined
  const { changeAndGet } = mall.ctx.db
  const db = {
    ...mall.ctx.db,
    // Between what the shipping has seen and what it writes.
    async changeAndGet(...call: Parameters<typeof changeAndGet>) {
      await (corrected ??= correctParcel(mall.ctx, orderId, parcelId, A))
      return changeAndGet(...call)
    },
  } as typeof mall.ctx.db
  await shipOrder({ ...mall.ctx, db }, orderId, A)
  expect(await waybills(orderId)).toEqual([A.waybill])
})

test('[ONCE-5] an order is put right once, in whichever parcel, and never when it has arrived', async () => {
  const { orderId, sendOne } = await paidOrder()
  expect((await merchant['fulfilment.get'](mall.asStaff(), { orderId })).correctable).toBe(false)
  await sendOne(A)
  await sendOne(B)
  expect((await merchant['fulfilment.get'](mall.asStaff(), { orderId })).correctable).toBe(true)
  const [first, second] = await parcels(orderId)
  const right = { way: 'express' as const, orderId, courier: 'ZTO', waybill: '75312345678901' }
  await merchant['fulfilment.correct'](mall.asStaff(), { ...right, parcelId: first?.parcelId ?? '' })
  expect((await merchant['fulfilment.get'](mall.asStaff(), { orderId })).correctable).toBe(false)
  const again = { ...right, parcelId: second?.parcelId ?? '' }
  expect(await codeOf(merchant['fulfilment.correct'](mall.asStaff(), again))).toBe('CORRECTED_ONCE')

  const arrived = await paidOrder()
  await shipOrder(mall.ctx, arrived.orderId, A)
  await mall.db.change('orders', { _id: arrived.orderId }, { state: 'received' })
  const parcelId = await firstParcelId(arrived.orderId)
  expect(await codeOf(correctParcel(mall.ctx, arrived.orderId, parcelId, B))).toBe('ORDER_STATE')
})

test('[PARCEL-1] goods that no courier brings are sent in another way, which WeChat and the buyer are told', async () => {
  const uploads: object[] = []
  const wechat: WechatApi = {
    ...mall.ctx.wechat,
    uploadShippingInfo: async (upload) => {
      uploads.push(upload)
      return { kind: 'ok', value: null }
    },
  }
  for (const [way, words] of [
    ['pickup', '到店自提'],
    ['city', '同城配送'],
    ['none', '无需物流'],
  ] as const) {
    const { orderId } = await paidOrder()
    await merchant['fulfilment.ship'](mall.asStaff(), { orderId, way, courier: 'SF', waybill: A.waybill })
    await merchant['fulfilment.ship'](mall.asStaff(), { orderId, way })
    await runJobs({ ...mall.ctx, wechat })
    const { state, parcels: shown } = await merchant['fulfilment.get'](mall.asStaff(), { orderId })
    expect(state).toBe('shipped')
    expect(shown).toMatchObject([{ way, courier: '', courierName: words, waybill: '' }])
    expect(uploads.splice(0)).toEqual([expect.objectContaining({ way, openid: expect.any(String) })])
  }
})

test('[PARCEL-2] a courier is one of WeChat’s directory, or another whose name is written by hand', async () => {
  const { orderId } = await paidOrder()
  const send = (courier: string, courierName?: string) =>
    merchant['fulfilment.ship'](mall.asStaff(), {
      orderId,
      way: 'express',
      courier,
      waybill: A.waybill,
      ...(courierName !== undefined && { courierName }),
    })
  expect(await codeOf(send('DBL'))).toBe('COURIER_UNKNOWN')
  expect(await codeOf(send('OTHER'))).toBe('COURIER_UNKNOWN')
  await send('OTHER', '村头快运')
  expect(await parcels(orderId)).toMatchObject([{ courier: 'OTHER', courierName: '村头快运' }])

  const wechat: WechatApi = {
    ...mall.ctx.wechat,
    couriers: async () => ({ kind: 'ok', value: [{ code: 'DBL', name: '德邦快递' }] }),
  }
  const found = await merchant['courier.find']({ ...mall.asStaff(), wechat }, { text: '德 邦' })
  expect(found.couriers.map(({ code }) => code)).toEqual(['DBL', 'OTHER'])
  const other = await paidOrder()
  await merchant['fulfilment.ship'](mall.asStaff(), {
    orderId: other.orderId,
    way: 'express',
    courier: 'DBL',
    waybill: A.waybill,
  })
  expect(await parcels(other.orderId)).toMatchObject([{ courier: 'DBL', courierName: '德邦快递' }])
})

test('[OWED-20] an upload that WeChat refuses for good is parked at once with its cause, asked for once a day', async () => {
  const { orderId, sendOne } = await paidOrder()
  let asked = 0
  const refusing = {
    ...mall.ctx,
    wechat: {
      ...mall.ctx.wechat,
      uploadShippingInfo: async () => {
        asked += 1
        return { kind: 'rejected' as const, code: '10060014', message: '', final: true }
      },
    },
  }
  await sendOne(A)
  for (let i = 0; i < 5; i++) {
    await runJobs(refusing)
    mall.clock.advance(MINUTE_MS)
  }
  expect(asked).toBe(1)
  expect(await mall.order(orderId)).toMatchObject({
    parkedAt: expect.any(Number),
    retries: [{ entry: expect.stringMatching(/^shipping\.upload:/), cause: '10060014' }],
  })
  mall.clock.advance(DAY_MS)
  await mall.jobs()
  expect((await mall.order(orderId)).parkedAt).toBeUndefined()
})
