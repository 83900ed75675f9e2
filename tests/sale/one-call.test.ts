import { storefront } from '../support/handlers'
import { MINUTE_MS, skuOf, startSaleMall, type SaleMall } from '../support/sale'

/** From the tap on 微信支付 to WeChat's sheet: one call. */

jest.setTimeout(120_000)

let mall: SaleMall
beforeAll(async () => void (mall = await startSaleMall()))
afterEach(() => mall.wechatpay.faults.disarm())
afterAll(() => mall.close())

let last = 0
const newToken = () => `one-call-at-once-${(last += 1)}`
const newSale = async (stock = 5) => ({ buyer: await mall.newBuyer(), product: await mall.newProduct(stock) })

async function paidWith(buyer: string, params: Parameters<typeof mall.wechatpay.pay>[0]) {
  mall.wechatpay.pay(params, { openid: buyer })
  await mall.wechatpay.tick()
}

test('[PAY-14] placing answers what the sheet needs in 3 trips, from the cart in 4, and one call to WeChat Pay', async () => {
  const { buyer, product } = await newSale()
  const counting = (() => {
    let prepared = 0
    const { pay } = mall.ctx
    const prepay = (...args: Parameters<typeof pay.prepay>) => {
      prepared += 1
      return pay.prepay(...args)
    }
    return { ctx: { ...mall.ctx, pay: { ...pay, prepay } }, prepared: () => prepared }
  })()
  const placing = () => mall.place(buyer, product, { ctx: counting.ctx, pay: true })
  const { result, trips } = await mall.tripsOf(placing)
  expect(trips.map(({ collection }) => collection)).toEqual(['settings', 'stocks', 'orders'])
  expect(counting.prepared()).toBe(1)
  await paidWith(buyer, result.payParams!)
  expect((await mall.order(result.orderId)).state).toBe('paid')

  await storefront['cart.add'](mall.as(buyer), { productId: product, skuId: skuOf(product), quantity: 1 })
  const { trips: fromCart } = await mall.tripsOf(() =>
    mall.place(buyer, product, { pay: true, fromCart: true }),
  )
  expect(fromCart.map(({ collection }) => collection)).toEqual(['settings', 'stocks', 'orders', 'carts'])
  expect((await mall.db.get('carts', buyer))?.items).toEqual({})
})

test('[PAY-14] the same token brings the parameters of the same payment again, also at once', async () => {
  const { buyer, product } = await newSale()
  const token = newToken()
  const place = () => mall.place(buyer, product, { token, pay: true })
  const answers = [...(await Promise.all(Array.from({ length: 12 }, place))), await place()]
  expect(new Set(answers.map(({ orderId }) => orderId)).size).toBe(1)
  expect(new Set(answers.map(({ payParams }) => payParams?.package)).size).toBe(1)
  await paidWith(buyer, answers[0]!.payParams!)
  const { state, payFen } = await mall.order(answers[0]!.orderId)
  expect(state).toBe('paid')
  // Paid meanwhile: there is no sheet to open, and the order is the same.
  expect(await place()).toEqual({ orderId: answers[0]!.orderId, payFen, expiresAt: answers[0]!.expiresAt })
  expect(await mall.stock(product)).toMatchObject({ available: 4 })
})

test.each(['refuse', 'lose', 'not_json'] as const)(
  '[PAY-14] when preparing fails (%s) the order stands, and the payment is prepared by the second call',
  async (fault) => {
    const { buyer, product } = await newSale()
    mall.wechatpay.faults.arm({ faults: [{ at: 'wechatpay.prepay', k: 1, fault }] })
    const placed = await mall.place(buyer, product, { pay: true })
    expect(placed).not.toHaveProperty('payParams')
    expect(await mall.order(placed.orderId)).toMatchObject({ state: 'pending_payment' })
    mall.wechatpay.faults.disarm()
    await mall.pay(buyer, placed.orderId)
    await mall.wechatpay.tick()
    expect((await mall.order(placed.orderId)).state).toBe('paid')
  },
)

test('[PAY-14] an order that died between its placing and its payment is followed and closed like any other', async () => {
  const { buyer, product } = await newSale()
  const token = newToken()
  // What died when WeChat Pay was to be asked goes on no further.
  const died = new Promise<void>((resolve) => {
    const prepay = () => (resolve(), new Promise<never>(() => undefined))
    const ctx = { ...mall.ctx, pay: { ...mall.ctx.pay, prepay } }
    void mall.place(buyer, product, { ctx, token, pay: true })
  })
  await died
  const [order] = await mall.db.find('orders', { where: { buyerId: buyer }, limit: 2 })
  expect(order).toMatchObject({ state: 'pending_payment', prepay: { at: mall.clock.now(), asked: 0 } })
  await mall.jobs([31 * MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS])
  expect(await mall.order(order!._id)).toMatchObject({ state: 'closed', closeReason: 'timeout' })
  expect(await mall.stock(product)).toMatchObject({ available: 5, held: 0 })
})

test('[PAY-14] of who does not pay at once WeChat Pay hears nothing', async () => {
  const { buyer, product } = await newSale()
  let prepared = 0
  const prepay: typeof mall.ctx.pay.prepay = async () => {
    prepared += 1
    return { kind: 'unknown', cause: 'not to be asked' }
  }
  const ctx = { ...mall.ctx, pay: { ...mall.ctx.pay, prepay } }
  const later = await mall.place(buyer, product, { ctx })
  expect(prepared).toBe(0)
  expect(later).not.toHaveProperty('payParams')
  expect(await mall.order(later.orderId)).not.toHaveProperty('prepay')
})
