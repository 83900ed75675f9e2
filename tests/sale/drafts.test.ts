import { storefront } from '../support/handlers'
import { codeOf, skuOf, startSaleMall, type SaleMall } from '../support/sale'

/** Products that were never listed, and those that no longer are, to who buys. */

jest.setTimeout(240_000)

let mall: SaleMall
beforeAll(async () => void (mall = await startSaleMall()))
afterAll(() => mall.close())

const quote = (buyer: string, productId: string) =>
  storefront['order.quote'](mall.as(buyer), {
    lines: [{ productId, skuId: skuOf(productId), quantity: 1 }],
    choices: {},
  })

test('[CATALOG-6] a draft has no price and is in no cart and no order', async () => {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(1)]
  await mall.db.change('products', { _id: product }, { listed: false, everListed: false })
  expect(await codeOf(quote(buyer, product))).toBe('NOT_FOUND')
  expect(await codeOf(mall.place(buyer, product))).toBe('PRODUCT_UNAVAILABLE')
  const line = { productId: product, skuId: skuOf(product), quantity: 1 }
  expect(await codeOf(storefront['cart.add'](mall.as(buyer), line))).toBe('PRODUCT_UNAVAILABLE')
})

test('[CATALOG-6] who bought what is no longer listed sees product and order lines', async () => {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(2)]
  const { orderId } = await mall.place(buyer, product)
  await mall.db.change('products', { _id: product }, { listed: false })
  expect(await quote(buyer, product)).toMatchObject({ lines: [{ state: 'delisted' }], orderable: false })
  const { name } = await storefront['catalog.product'](mall.as(buyer), { productId: product })
  expect((await storefront['order.get'](mall.as(buyer), { orderId })).lines).toMatchObject([{ name }])
})

test('[CATALOG-6] an order’s lines are the order’s own, whatever becomes of the product', async () => {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(2)]
  const { orderId } = await mall.place(buyer, product)
  await mall.db.remove('products', { _id: product })
  expect((await storefront['order.get'](mall.as(buyer), { orderId })).lines).toMatchObject([
    { productId: product, name: '武夷岩茶' },
  ])
})

test('[CATALOG-8] a product whose price is no amount is in no order', async () => {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(1)]
  for (const wrong of [NaN, '128', 12.5, -1]) {
    await mall.db.change('products', { _id: product }, { 'skus.0.priceFen': wrong })
    expect(await codeOf(quote(buyer, product))).toBe('NOT_FOUND')
    expect(await codeOf(mall.place(buyer, product))).toBe('PRODUCT_UNAVAILABLE')
  }
  expect(await mall.stock(product)).toEqual({ available: 1, held: 0, sold: 0 })
})
