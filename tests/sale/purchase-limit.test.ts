import { merchant, storefront } from '../support/handlers'
import { codeOf, MINUTE_MS, refundByMerchant, skuOf, startSaleMall, type SaleMall } from '../support/sale'

/** 每人限购: of a SKU with a limit one member gets so many pieces and no more. */

jest.setTimeout(240_000)

let mall: SaleMall
beforeAll(async () => void (mall = await startSaleMall()))
afterAll(() => mall.close())

async function limited(limitPerMember: number, stock = 100) {
  const product = await mall.newProduct(stock)
  await mall.db.change('products', { _id: product }, { 'skus.0.limitPerMember': limitPerMember })
  return { product, buyer: await mall.newBuyer() }
}
const codes = async (works: Promise<unknown>[]) => {
  const all = await Promise.all(works.map(codeOf))
  return {
    ok: all.filter((code) => code === 'ok').length,
    others: [...new Set(all)].filter((c) => c !== 'ok'),
  }
}

test('[LIMITED-1] of 50 orders of one member at once exactly as many pieces are had as the limit says', async () => {
  const { product, buyer } = await limited(3)
  const placing = Array.from({ length: 50 }, () => mall.place(buyer, product))
  const { ok, others } = await codes(placing)
  expect(ok).toBe(3)
  expect(others.every((code) => ['QUOTA_GONE', 'UNPAID_LIMIT'].includes(code))).toBe(true)
  expect(await mall.stock(product)).toMatchObject({ available: 97, held: 3 })
  // Each member has a limit of his own.
  const another = await mall.newBuyer()
  expect(await codes([1, 2].map(() => mall.place(another, product)))).toEqual({ ok: 2, others: [] })
})

test('[LIMITED-1] more than the limit in one order is refused with a sentence, and takes nothing', async () => {
  const { product, buyer } = await limited(2)
  const refused = await mall.place(buyer, product, { quantity: 3 }).catch((error: unknown) => error)
  expect(refused).toMatchObject({
    code: 'QUOTA_GONE',
    message: '「武夷岩茶」每人限购 2 件，没付款的和买过的都算在内',
  })
  expect(await mall.stock(product)).toMatchObject({ available: 100, held: 0 })
})

test('[LIMITED-2] what was bought counts for good; what was cancelled, expired or refunded may be bought again', async () => {
  const { product, buyer } = await limited(2)
  const [first, second] = [await mall.place(buyer, product), await mall.place(buyer, product)]
  expect(await codeOf(mall.place(buyer, product))).toBe('QUOTA_GONE')

  await storefront['payment.close'](mall.as(buyer), { orderId: second.orderId })
  const third = await mall.place(buyer, product)
  await mall.pay(buyer, first.orderId)
  await mall.wechatpay.tick()
  await mall.jobs([0])
  expect(await codeOf(mall.place(buyer, product))).toBe('QUOTA_GONE')

  await mall.jobs([31 * MINUTE_MS, MINUTE_MS])
  expect(await mall.order(third.orderId)).toMatchObject({ state: 'closed' })
  const fourth = await mall.place(buyer, product)
  expect(await codeOf(mall.place(buyer, product))).toBe('QUOTA_GONE')

  await refundByMerchant(mall, first.orderId)
  await mall.jobs([0, 5 * MINUTE_MS])
  expect(await codeOf(mall.place(buyer, product))).toBe('ok')
  expect(await codeOf(mall.place(buyer, product))).toBe('QUOTA_GONE')
  expect(await mall.order(fourth.orderId)).toMatchObject({ state: 'pending_payment' })
})

test('[LIMITED-3] the merchant sets, changes and lifts it; a client that knows of none leaves it', async () => {
  const { product, buyer } = await limited(1)
  const category = { categoryId: 'tea', name: '茶', icon: 'tea' }
  await mall.db.change('settings', { _id: 'shop' }, { categories: mall.db._.set([category]) })
  const save = async (limitPerMember?: number) => {
    const { version } = await merchant['catalog.get'](mall.asStaff(), { productId: product })
    const sku = { skuId: skuOf(product), priceFen: 12_800, listPriceFen: 0, costFen: 5_000 }
    const texts = { name: '武夷岩茶', sellingPoint: '', tag: '', categoryId: 'tea' }
    const edit = { productId: product, version, ...texts, skus: [{ ...sku, limitPerMember }] }
    const saved = await merchant['catalog.save'](mall.asStaff(), edit)
    // Sent twice: an answer may have been lost.
    expect(await merchant['catalog.save'](mall.asStaff(), edit)).toEqual(saved)
    const { skus } = await merchant['catalog.get'](mall.asStaff(), { productId: product })
    return skus[0]?.limitPerMember
  }
  expect(await save()).toBe(1)
  expect(await save(4)).toBe(4)
  const shown = await storefront['catalog.product'](mall.as(buyer), { productId: product })
  expect(shown.skus[0]).toMatchObject({ limitPerMember: 4 })
  expect(await codeOf(mall.place(buyer, product, { quantity: 5 }))).toBe('QUOTA_GONE')
  expect(await save(0)).toBeUndefined()
  expect(await codeOf(mall.place(buyer, product, { quantity: 5 }))).toBe('ok')
  const free = await storefront['catalog.product'](mall.as(buyer), { productId: product })
  expect(free.skus[0]).not.toHaveProperty('limitPerMember')
})

test('[LIMITED-1] a SKU without a limit costs no round trip more', async () => {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
  const { trips } = await mall.tripsOf(() => mall.place(buyer, product))
  expect(trips.map(({ collection }) => collection)).toEqual(['settings', 'stocks', 'orders'])
})
