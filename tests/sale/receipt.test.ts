import { DAY_MS, startOfDay } from '../../shared/business-day'
import { parcelsOf } from '../../cloudfunctions/domain/sale/order'
import { runJob, storefront } from '../support/handlers'
import { THREE_LEVEL_POLICY } from '../support/documents'
import type { WechatApi } from '../../cloudfunctions/platform/ports'
import { codeOf, MINUTE_MS, shipByMerchant, startSaleMall, type SaleMall } from '../support/sale'

/** A receipt around midnight, without freeze days: which day's settlement takes its commission. */

jest.setTimeout(120_000)
let mall: SaleMall
beforeAll(async () => {
  mall = await startSaleMall()
  await mall.db.change(
    'settings',
    { _id: 'shop' },
    { commission: { ...THREE_LEVEL_POLICY, freezeDays: 0, cycle: 'daily' } },
  )
})
afterAll(() => mall.close())

/** An order that is on its way, a while before the last second of its day. */
async function shippedToday() {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(1)]
  const { orderId } = await mall.place(buyer, product)
  await mall.pay(buyer, orderId)
  await mall.jobs()
  await shipByMerchant(mall, orderId)
  await mall.jobs()
  const midnight = startOfDay(mall.clock.now()) + DAY_MS
  return { buyer, orderId, midnight }
}
/** The parcel counts as received then. */
async function receivesBy(orderId: string, at: number): Promise<void> {
  const [parcel] = parcelsOf(await mall.order(orderId))
  const field = `parcels.${parcel?.parcelId}.receiveBy`
  await mall.db.change('orders', { _id: orderId }, { [field]: at, dueAt: at })
}
const moveTo = (at: number) => mall.clock.advance(at - mall.clock.now())

test('[COMM-22] a receipt in the last second of a day is settled with that day', async () => {
  const { buyer, orderId, midnight } = await shippedToday()
  moveTo(midnight - 1_000)
  await storefront['fulfilment.receive'](mall.as(buyer), { orderId })
  expect((await mall.commission(orderId))?.releaseAt).toBe(midnight - 1_000)
  expect((await mall.order(orderId)).owed).not.toContain('commission.schedule')
  await mall.jobs([MINUTE_MS, 10 * MINUTE_MS])
  expect((await mall.commission(orderId))?.state).toBe('settled')
})

test('[COMM-22] so is one that nobody confirmed, and whose time ends in that second', async () => {
  const { orderId, midnight } = await shippedToday()
  await receivesBy(orderId, midnight - 1_000)
  moveTo(midnight - 1_000)
  // The run gets no further than this.
  await runJob(mall.ctx, 'fulfilment.receive')
  expect((await mall.commission(orderId))?.releaseAt).toBe(midnight - 1_000)
  await mall.jobs([MINUTE_MS, 10 * MINUTE_MS])
  expect((await mall.commission(orderId))?.state).toBe('settled')
})

test('[COMM-22] what could not be scheduled then is never scheduled in the past', async () => {
  const { buyer, orderId, midnight } = await shippedToday()
  moveTo(midnight - 1_000)
  const { change } = mall.ctx.db
  const db = {
    ...mall.ctx.db,
    change: (...call: Parameters<typeof change>) =>
      call[0] === 'commissions' ? Promise.reject(new Error('away')) : change(...call),
  } as typeof mall.ctx.db
  await storefront['fulfilment.receive']({ ...mall.as(buyer), db }, { orderId })
  expect(await mall.commission(orderId)).toMatchObject({ releaseAt: null })
  mall.clock.advance(2 * MINUTE_MS)
  await mall.jobs()
  expect((await mall.commission(orderId))?.releaseAt).toBe(mall.clock.now())
  await mall.jobs([10 * MINUTE_MS])
  expect((await mall.commission(orderId))?.state).toBe('pending')
  await mall.jobs([DAY_MS])
  expect((await mall.commission(orderId))?.state).toBe('settled')
})

describe('a receipt that is confirmed in WeChat', () => {
  /** What WeChat says of every order, and how often it was asked. */
  let state: 'received' | 'open' = 'open'
  let asked = 0
  const wechat = (): WechatApi => ({
    ...mall.ctx.wechat,
    receiptState: async () => {
      asked += 1
      return { kind: 'ok', value: state }
    },
  })
  const sync = (buyer: string, orderId: string) =>
    storefront['fulfilment.syncReceipt']({ ...mall.as(buyer), wechat: wechat() }, { orderId })
  beforeEach(() => {
    state = 'open'
    asked = 0
  })

  test('[RECEIPT-1] counts by what WeChat says, whatever the phone says, and frees the commission', async () => {
    const { buyer, orderId } = await shippedToday()
    expect(await sync(buyer, orderId)).toEqual({ received: false })
    expect(await mall.order(orderId)).toMatchObject({ state: 'shipped' })
    mall.clock.advance(5_000)
    state = 'received'
    expect(await sync(buyer, orderId)).toEqual({ received: true })
    expect(await mall.order(orderId)).toMatchObject({ state: 'received', receivedBy: 'wechat' })
    expect((await mall.commission(orderId))?.releaseAt).toBe(mall.clock.now())
    expect(await sync(buyer, orderId)).toEqual({ received: true })
    expect(asked).toBe(2)
  })

  test('[RECEIPT-1] of many at once three ask WeChat, and a minute later three more', async () => {
    const { buyer, orderId } = await shippedToday()
    await Promise.all(Array.from({ length: 20 }, () => sync(buyer, orderId)))
    expect(asked).toBe(3)
    mall.clock.advance(MINUTE_MS)
    for (let i = 0; i < 5; i++) await sync(buyer, orderId)
    expect(asked).toBe(6)
  })

  test("[RECEIPT-1] is nobody else's to ask for, and of no order that is not on its way", async () => {
    const { orderId } = await shippedToday()
    expect(await codeOf(sync(await mall.newBuyer(), orderId))).toBe('NOT_FOUND')
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(1)]
    const unpaid = await mall.place(buyer, product)
    expect(await codeOf(sync(buyer, unpaid.orderId))).toBe('ORDER_STATE')
    expect(asked).toBe(0)
  })

  test('[RECEIPT-2] is found by the timer within a day, though nobody tells', async () => {
    const { orderId } = await shippedToday()
    const run = () => runJob({ ...mall.ctx, wechat: wechat() }, 'fulfilment.receive')
    await run()
    expect(asked).toBe(0)
    mall.clock.advance(DAY_MS)
    await run()
    await run()
    const askedOnce = asked
    expect(askedOnce).toBeGreaterThan(0)
    expect(await mall.order(orderId)).toMatchObject({ state: 'shipped', dueAt: mall.clock.now() + DAY_MS })
    state = 'received'
    mall.clock.advance(DAY_MS)
    await run()
    expect(await mall.order(orderId)).toMatchObject({ state: 'received', receivedBy: 'wechat' })
  })

  test('[RECEIPT-2] when WeChat says nothing, the order is received in time', async () => {
    const { orderId } = await shippedToday()
    const [parcel] = parcelsOf(await mall.order(orderId))
    const silent: WechatApi = {
      ...mall.ctx.wechat,
      receiptState: async () => ({ kind: 'unknown', cause: 'timeout' }),
    }
    const run = () => runJob({ ...mall.ctx, wechat: silent }, 'fulfilment.receive')
    const receiveBy = parcel?.receiveBy ?? 0
    for (let at = mall.clock.now() + DAY_MS; at < receiveBy; at += DAY_MS) {
      moveTo(at)
      await run()
      expect((await mall.order(orderId)).state).toBe('shipped')
    }
    moveTo(receiveBy)
    await run()
    expect(await mall.order(orderId)).toMatchObject({ state: 'received', receivedBy: 'timeout' })
  })
})
