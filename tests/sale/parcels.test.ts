import { correctParcel, shipOrder } from '../../cloudfunctions/domain/sale/fulfilment'
import { parcelsOf } from '../../cloudfunctions/domain/sale/order'
import { runJobs } from '../support/handlers'
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

test('[ONCE-5] of two corrections at once to different numbers one is refused', async () => {
  const { orderId, sendOne } = await paidOrder()
  await sendOne(B)
  const parcelId = await firstParcelId(orderId)
  const codes = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      codeOf(correctParcel(mall.ctx, orderId, parcelId, { courier: 'SF', waybill: `SF333333333${i}` })),
    ),
  )
  expect(codes.filter((code) => code !== 'ok').every((code) => code === 'ORDER_STATE')).toBe(true)
  const { corrected = [] } = (await parcels(orderId))[0] ?? {}
  expect(codes.filter((code) => code === 'ok')).toHaveLength(corrected.length)
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
