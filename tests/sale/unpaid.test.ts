import { contract } from '@shared/contract'
import { storefront } from '../support/handlers'
import { codeOf, MINUTE_MS, startSaleMall, type SaleMall } from '../support/sale'

/** Nobody holds the shop's stock for more unpaid orders than the shop allows. */

jest.setTimeout(240_000)

let mall: SaleMall
beforeAll(async () => void (mall = await startSaleMall()))
afterEach(() => mall.db.change('settings', { _id: 'shop' }, { unpaidOrders: 10, heldPieces: 200 }))
afterAll(() => mall.close())

const limit = (unpaidOrders: number, heldPieces: number) =>
  mall.db.change('settings', { _id: 'shop' }, { unpaidOrders, heldPieces })
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { code: string; message: string; details?: { retryAfter: number } }) => error,
  )
const codes = async (works: Promise<unknown>[]) => {
  const all = await Promise.all(works.map(codeOf))
  return {
    ok: all.filter((code) => code === 'ok').length,
    others: [...new Set(all)].filter((c) => c !== 'ok'),
  }
}

test('[UNPAID-1] of 50 orders of one buyer at once exactly as many stand as may, and only they hold stock', async () => {
  await limit(7, 200)
  const buyer = await mall.newBuyer()
  const products = await Promise.all([1, 2, 3, 4, 5].map(() => mall.newProduct(100)))
  const placing = Array.from({ length: 50 }, (_, i) =>
    mall.place(buyer, products[i % 5]!, { pay: i % 2 === 0 }),
  )
  expect(await codes(placing)).toEqual({ ok: 7, others: ['UNPAID_LIMIT'] })
  expect(await mall.db.count('orders', { buyerId: buyer, state: 'pending_payment' })).toBe(7)
  const stocks = await Promise.all(products.map((product) => mall.stock(product)))
  expect(stocks.reduce((sum, { held }) => sum + held, 0)).toBe(7)
  for (const { available, held } of stocks) expect(available + held).toBe(100)
})

test('[UNPAID-1] each buyer has places of his own', async () => {
  await limit(2, 200)
  const product = await mall.newProduct(100)
  const buyers = await Promise.all(Array.from({ length: 6 }, () => mall.newBuyer()))
  const placing = buyers.flatMap((buyer) => [1, 2, 3].map(() => mall.place(buyer, product)))
  expect(await codes(placing)).toEqual({ ok: 12, others: ['UNPAID_LIMIT'] })
})

test('[UNPAID-2] of 50 orders at once exactly as many stand as the pieces that may be held allow', async () => {
  await limit(20, 40)
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(900)]
  const placing = Array.from({ length: 50 }, () => mall.place(buyer, product, { quantity: 9 }))
  expect(await codes(placing)).toEqual({ ok: 4, others: ['UNPAID_LIMIT'] })
  expect(await mall.stock(product)).toMatchObject({ available: 900 - 36, held: 36 })
  // What still fits is placed.
  expect(await codeOf(mall.place(buyer, product, { quantity: 4 }))).toBe('ok')
  expect(await codeOf(mall.place(buyer, product))).toBe('UNPAID_LIMIT')
})

test('[UNPAID-2] one order of more pieces than may be held is told so, with nothing to wait for', async () => {
  await limit(10, 40)
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(900)]
  const refused = await refusal(mall.place(buyer, product, { quantity: 41 }))
  expect(refused).toMatchObject({
    code: 'UNPAID_LIMIT',
    message: expect.stringContaining('一笔订单最多 40 件'),
  })
  expect(refused?.details).toBeUndefined()
  expect(await mall.stock(product)).toMatchObject({ available: 900, held: 0 })
})

test('[UNPAID-3] what is paid, cancelled or expired makes room, and the refusal says when', async () => {
  await limit(3, 200)
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(50)]
  const place = () => mall.place(buyer, product)
  const first = await place()
  mall.clock.advance(10 * MINUTE_MS)
  const [second] = [await place(), await place()]

  const full = await refusal(place())
  expect(full).toMatchObject({
    code: 'UNPAID_LIMIT',
    message: '你有 3 笔订单还没付款，请先付款或取消，或 21 分钟后再试',
    details: { retryAfter: 21 * 60 },
  })
  const details = contract.storefront['order.place'].details?.UNPAID_LIMIT
  expect(details?.parse(full?.details)).toEqual({ retryAfter: 21 * 60 })

  await mall.pay(buyer, second.orderId)
  await mall.wechatpay.tick()
  expect(await mall.order(second.orderId)).toMatchObject({ state: 'paid', slot: second.orderId })
  const third = await place()
  expect(await codeOf(place())).toBe('UNPAID_LIMIT')

  await mall.jobs([21 * MINUTE_MS])
  expect(await mall.order(first.orderId)).toMatchObject({ state: 'closed', slot: first.orderId })
  await place()
  expect(await codeOf(place())).toBe('UNPAID_LIMIT')
  expect(await mall.order(third.orderId)).toMatchObject({ state: 'pending_payment' })
})

test('[UNPAID-3] an order that stands is answered again by its token, however many there are', async () => {
  await limit(1, 200)
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
  const token = 'token-of-the-only-one'
  const placing = Array.from({ length: 12 }, () => mall.place(buyer, product, { token }))
  const answers = await Promise.all(placing)
  expect(new Set(answers.map(({ orderId }) => orderId)).size).toBe(1)
  expect(await mall.place(buyer, product, { token })).toEqual(answers[0])
  await mall.pay(buyer, answers[0]!.orderId)
  await mall.wechatpay.tick()
  expect((await mall.place(buyer, product, { token })).orderId).toBe(answers[0]!.orderId)
  await mall.jobs()
  expect(await mall.stock(product)).toEqual({ available: 4, held: 0, sold: 1 })
})

test('[UNPAID-1] a shop that says nothing, or something wrong, has limits all the same', async () => {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(50)]
  for (const wrong of [mall.db._.remove(), '100', 0, -1]) {
    await mall.db.change('settings', { _id: 'shop' }, { unpaidOrders: wrong, heldPieces: wrong })
    const own = await mall.newBuyer()
    expect(await codes(Array.from({ length: 14 }, () => mall.place(own, product)))).toMatchObject({ ok: 10 })
    await mall.db.change('stocks', { productId: product }, { available: 50 })
  }
  expect(await codeOf(mall.place(buyer, product, { quantity: 201 }))).toBe('UNPAID_LIMIT')
})

test('[UNPAID-5] of orders that are placed and cancelled again and again twenty a minute come through', async () => {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(50)]
  const cycle = async () => {
    const { orderId } = await mall.place(buyer, product, { pay: true })
    await storefront['payment.close'](mall.as(buyer), { orderId })
  }
  const begun = mall.clock.now()
  for (let i = 0; i < 20; i++) {
    await cycle()
    mall.clock.advance(1_000)
  }
  const refused = await refusal(cycle())
  expect(refused).toMatchObject({
    code: 'TOO_OFTEN',
    message: '刚刚取消的订单太多了，请 40 秒后再试',
    details: { retryAfter: 40 },
  })
  expect(await mall.stock(product)).toEqual({ available: 50, held: 0, sold: 0 })
  mall.clock.set(begun + MINUTE_MS)
  // The first has rested; also of many at once one takes its place, and those after it wait for theirs.
  const again = Array.from({ length: 8 }, () => mall.place(buyer, product))
  expect(await codes(again)).toEqual({ ok: 1, others: ['TOO_OFTEN'] })
  mall.clock.advance(MINUTE_MS)
  expect(await codes(Array.from({ length: 4 }, () => mall.place(buyer, product)))).toEqual({
    ok: 4,
    others: [],
  })
})
