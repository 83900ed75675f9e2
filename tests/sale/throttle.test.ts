import { contract } from '@shared/contract'
import { storefront } from '../support/handlers'
import { codeOf, MINUTE_MS, startSaleMall, type SaleMall } from '../support/sale'

/** One buyer makes WeChat Pay hear of one order so often a minute and no more. */

jest.setTimeout(240_000)

let mall: SaleMall
/** The calls that reach WeChat Pay. */
let heard: string[] = []
beforeAll(async () => {
  mall = await startSaleMall()
  const { pay } = mall.ctx
  const counting =
    <A extends unknown[], R>(name: string, call: (...args: A) => R) =>
    (...args: A): R => {
      heard.push(name)
      return call(...args)
    }
  Object.assign(mall.ctx, {
    pay: {
      ...pay,
      prepay: counting('prepay', pay.prepay),
      query: counting('query', pay.query),
      close: counting('close', pay.close),
    },
  })
})
afterAll(() => mall.close())

const PER_MINUTE = 20
type Path = 'payment.prepare' | 'payment.sync' | 'payment.close'
const call = (buyer: string, path: Path, orderId: string): Promise<unknown> =>
  storefront[path](mall.as(buyer), { orderId })
const atOnce = async (count: number, work: () => Promise<unknown>) => {
  heard = []
  const codes = await Promise.all(Array.from({ length: count }, () => codeOf(work())))
  return { heard: heard.length, tired: codes.filter((code) => code === 'TOO_OFTEN').length }
}
async function newOrder() {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
  return { buyer, orderId: (await mall.place(buyer, product, { pay: true })).orderId }
}

test.each(['payment.prepare', 'payment.sync'] as const)(
  '[PAY-15] of 150 calls of %s at once 20 reach WeChat Pay, and the others hear when to try again',
  async (path) => {
    const { buyer, orderId } = await newOrder()
    const asking = () => call(buyer, path, orderId)
    expect(await atOnce(150, asking)).toEqual({ heard: PER_MINUTE, tired: 150 - PER_MINUTE })
    mall.clock.advance(15_000)
    const refused = await asking().catch((error: unknown) => error)
    expect(refused).toMatchObject({
      code: 'TOO_OFTEN',
      message: '操作太频繁了，请 45 秒后再试',
      details: { retryAfter: 45 },
    })
    const schema = contract.storefront[path].details?.TOO_OFTEN
    expect(schema?.parse({ retryAfter: 45 })).toEqual({ retryAfter: 45 })
    mall.clock.advance(MINUTE_MS)
    expect(await atOnce(3, asking)).toEqual({ heard: 3, tired: 0 })
  },
)

test('[PAY-15] all that a buyer asks about an order counts together, and of another order by itself', async () => {
  const [one, another] = [await newOrder(), await newOrder()]
  expect(await atOnce(15, () => call(one.buyer, 'payment.sync', one.orderId))).toEqual({
    heard: 15,
    tired: 0,
  })
  expect(await atOnce(9, () => call(one.buyer, 'payment.prepare', one.orderId))).toEqual({
    heard: 5,
    tired: 4,
  })
  expect(await codeOf(call(one.buyer, 'payment.close', one.orderId))).toBe('TOO_OFTEN')
  expect(await codeOf(call(another.buyer, 'payment.sync', another.orderId))).toBe('ok')
  mall.clock.advance(2 * MINUTE_MS)
  expect(await codeOf(call(one.buyer, 'payment.close', one.orderId))).toBe('ok')
})

test('[PAY-15] who asks about somebody else’s order does not use up the owner’s calls', async () => {
  const [{ buyer, orderId }, stranger] = [await newOrder(), await mall.newBuyer()]
  for (let i = 0; i < 25; i++) expect(await codeOf(call(stranger, 'payment.sync', orderId))).toBe('NOT_FOUND')
  expect(await atOnce(PER_MINUTE, () => call(buyer, 'payment.sync', orderId))).toEqual({
    heard: 20,
    tired: 0,
  })
})

test('[PAY-15] what is known is told however often it is asked, and the timer asks in its own time', async () => {
  const { buyer, orderId } = await newOrder()
  await atOnce(30, () => call(buyer, 'payment.sync', orderId))
  await mall.jobs([0])
  const other = await newOrder()
  const { payParams } = (await call(other.buyer, 'payment.prepare', other.orderId)) as { payParams: never }
  mall.wechatpay.pay(payParams, { openid: other.buyer })
  await mall.wechatpay.tick()
  expect(await atOnce(40, () => call(other.buyer, 'payment.sync', other.orderId))).toEqual({
    heard: 0,
    tired: 0,
  })
  expect(await call(other.buyer, 'payment.sync', other.orderId)).toEqual({ state: 'paid' })
})

test('[PAY-15] asking costs no round trip more: one, and one call to WeChat Pay', async () => {
  const { buyer, orderId } = await newOrder()
  for (const path of ['payment.sync', 'payment.prepare'] as const) {
    heard = []
    const { trips } = await mall.tripsOf(() => call(buyer, path, orderId))
    expect([trips.length, heard.length]).toEqual([1, 1])
  }
})
