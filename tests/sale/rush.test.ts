import { codeOf, MINUTE_MS, PRICE_FEN, startSaleMall, type SaleMall } from '../support/sale'

// A busy machine is no failure: nothing here is measured in time.
jest.setTimeout(240_000)

let mall: SaleMall
beforeAll(async () => {
  mall = await startSaleMall()
})
afterAll(() => mall.close())

test('[STOCK-21] of 100 buyers at once exactly 10 get an order for the last 10 pieces', async () => {
  const product = await mall.newProduct(10)
  const buyers: string[] = []
  for (let i = 0; i < 100; i++) buyers.push(await mall.newBuyer())
  const codes = await Promise.all(buyers.map((buyer) => codeOf(mall.place(buyer, product))))
  expect(codes.filter((code) => code === 'ok')).toHaveLength(10)
  expect(codes.filter((code) => code === 'SOLD_OUT')).toHaveLength(90)
  expect(await mall.db.count('orders', { 'lines.productId': product })).toBe(10)
  expect(await mall.stock(product)).toEqual({ available: 0, held: 10, sold: 0 })
  await mall.jobs([31 * MINUTE_MS])
  expect(await mall.stock(product)).toEqual({ available: 10, held: 0, sold: 0 })
})

test('[ORDER-8] the same token twenty times at once is one order and one answer', async () => {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(50)]
  const token = 'the-same-token-of-one-tap'
  const answers = await Promise.all(Array.from({ length: 20 }, () => mall.place(buyer, product, { token })))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(await mall.db.count('orders', { buyerId: buyer })).toBe(1)
  expect(await mall.stock(product)).toEqual({ available: 49, held: 1, sold: 0 })
})

test('[ORDER-8] a token that comes again later is the same order, whatever has changed since', async () => {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(1)]
  const token = 'a-token-that-comes-again'
  const first = await mall.place(buyer, product, { token })
  await mall.pay(buyer, first.orderId)
  await mall.jobs([MINUTE_MS])
  await mall.db.change('products', { _id: product }, { listed: false })
  expect(await mall.place(buyer, product, { token })).toEqual(first)
  expect(await mall.stock(product)).toEqual({ available: 0, held: 0, sold: 1 })
  const other = await mall.newBuyer()
  expect(await codeOf(mall.place(other, product, { token }))).toBe('PRODUCT_UNAVAILABLE')
})

test('[ORDER-8] a token that comes with another basket is refused, and the order stays as it is', async () => {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(9)]
  const token = 'a-token-of-another-basket'
  const { orderId } = await mall.place(buyer, product, { token })
  expect(await codeOf(mall.place(buyer, product, { token, quantity: 2 }))).toBe('TOKEN_REUSED')
  expect(await codeOf(mall.place(buyer, await mall.newProduct(1), { token }))).toBe('TOKEN_REUSED')
  expect((await mall.order(orderId)).lines).toMatchObject([{ productId: product, quantity: 1 }])
  expect(await mall.stock(product)).toEqual({ available: 8, held: 1, sold: 0 })
})

test('[ORDER-9] an order at another price than the buyer saw is refused and holds nothing', async () => {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
  expect(await codeOf(mall.place(buyer, product, { priceFen: PRICE_FEN - 1 }))).toBe('PRICE_CHANGED')
  expect(await mall.stock(product)).toEqual({ available: 5, held: 0, sold: 0 })
  await mall.db.change('members', { _id: buyer }, { addresses: mall.db._.set({}) })
  expect(await codeOf(mall.place(buyer, product))).toBe('ADDRESS_REQUIRED')
  expect(await codeOf(mall.place('oNobody', product))).toBe('ADDRESS_REQUIRED')
  expect(await mall.stock(product)).toEqual({ available: 5, held: 0, sold: 0 })
})

test('[ORDER-10] the order remembers price, cost, chain and policy of the moment it was placed', async () => {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
  const { orderId } = await mall.place(buyer, product)
  const before = await mall.order(orderId)
  await mall.db.change(
    'products',
    { _id: product },
    { 'skus.0.priceFen': 1, 'skus.0.costFen': 1, name: '别的' },
  )
  await mall.db.change('members', { _id: buyer }, { binding: mall.db._.set(null) })
  await mall.db.change('settings', { _id: 'shop' }, { 'commission.rates': mall.db._.set([1]) })
  await mall.pay(buyer, orderId)
  await mall.wechatpay.tick()
  const { lines, chain, policy, payFen } = await mall.order(orderId)
  expect({ lines, chain, policy, payFen }).toEqual({
    lines: before.lines,
    chain: before.chain,
    policy: before.policy,
    payFen: PRICE_FEN,
  })
  expect(chain.map(({ rateBps }) => rateBps)).toEqual([2_000, 1_000, 500])
  expect((await mall.commission(orderId))?.shares).toHaveLength(3)
  await mall.db.change(
    'settings',
    { _id: 'shop' },
    { 'commission.rates': mall.db._.set([2_000, 1_000, 500]) },
  )
})
