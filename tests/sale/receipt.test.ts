import { DAY_MS, startOfDay } from '../../shared/business-day'
import { runJob, storefront } from '../support/handlers'
import { DEFAULT_COMMISSION_POLICY } from '../../shared/contract/policy/schema'
import { MINUTE_MS, shipByMerchant, startSaleMall, type SaleMall } from '../support/sale'

/** A receipt around midnight, without freeze days: which day's settlement takes its commission. */

jest.setTimeout(120_000)
let mall: SaleMall
beforeAll(async () => {
  mall = await startSaleMall()
  await mall.db.change(
    'settings',
    { _id: 'shop' },
    { commission: { ...DEFAULT_COMMISSION_POLICY, freezeDays: 0, cycle: 'daily' } },
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
  await mall.db.change('orders', { _id: orderId }, { dueAt: midnight - 1_000 })
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
