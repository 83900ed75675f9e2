import { storefront } from '../../../../tests/support/handlers'
import { CART_LIMIT } from '@shared/contract/cart/limits'
import { startTestMall, type TestMall } from '../../../../tests/support/context'
import { productDoc } from '../../../../tests/support/documents'
import { newStock } from '../../goods/inventory'
import type { SettingsDoc } from '../../shop/settings'
import { cartCount, clearOrdered } from '.'

// Generous: the machine may be busy, and nothing here waits for time to pass.
jest.setTimeout(240_000)

let mall: TestMall
beforeAll(async () => {
  mall = await startTestMall()
})
beforeEach(async () => {
  mall.reset()
  await mall.db.insert('settings', {
    _id: 'shop',
    freightFen: 800,
    freeFreightFromFen: 9_900,
  } as unknown as SettingsDoc)
  const skus = Array.from({ length: 70 }, (_, i) => ({
    ...{ skuId: `s${i}`, values: [`${i} 枚`], priceFen: 100 + i },
    ...{ listPriceFen: 0, costFen: 0 },
  }))
  await mall.db.insert(
    'products',
    productDoc('p', { name: '土鸡蛋', pictures: ['/pictures/jidan.webp'], skus }),
  )
})
afterAll(() => mall.close())

const buyer = () => mall.as('o_buyer')
const add = (skuId: string, quantity = 1) =>
  storefront['cart.add'](buyer(), { productId: 'p', skuId, quantity })
const cart = () => mall.db.get('carts', 'o_buyer')

describe('the cart', () => {
  it('[CART-1] lets exactly 60 of 70 SKUs in that come at once, and counts them', async () => {
    const results = await Promise.allSettled(Array.from({ length: 70 }, (_, i) => add(`s${i}`)))
    const refused = results.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
    expect(refused).toEqual(Array(10).fill('CART_FULL'))
    expect((await cart())?.lines).toBe(CART_LIMIT)
    expect(Object.keys((await cart())?.items ?? {})).toHaveLength(CART_LIMIT)
  })

  it('[CART-2] adds up pieces of a SKU that are added at once, up to 999', async () => {
    await Promise.all(Array.from({ length: 12 }, () => add('s1', 2)))
    expect((await cart())?.items['s1']?.quantity).toBe(24)
    expect((await add('s1', 990)).cartCount).toBe(999)
    expect((await cart())?.lines).toBe(1)
  })

  it('[CART-2] takes two trips for a SKU that is new in the cart', async () => {
    await add('s1')
    const { trips } = await mall.tripsOf(() => add('s2'))
    expect(trips).toHaveLength(2)
  })

  it('[CART-3] refuses what is not sold and what is not in the cart', async () => {
    await expect(add('nothing')).rejects.toMatchObject({ code: 'PRODUCT_UNAVAILABLE' })
    await mall.db.change('products', { _id: 'p' }, { listed: false })
    await expect(add('s1')).rejects.toMatchObject({ code: 'PRODUCT_UNAVAILABLE' })
    await expect(storefront['cart.setQuantity'](buyer(), { skuId: 's1', quantity: 2 })).rejects.toMatchObject(
      { code: 'NOT_FOUND' },
    )
    expect(await cart()).toBeNull()
  })

  it('[CART-4] keeps the count true when SKUs are taken out twice at once', async () => {
    for (const skuId of ['s1', 's2', 's3', 's4']) await add(skuId, 2)
    const remove = (...skuIds: string[]) => storefront['cart.remove'](buyer(), { skuIds })
    await Promise.all([remove('s1', 's2'), remove('s2', 's3'), remove('s1', 's9'), add('s5')])
    expect(await cart()).toMatchObject({ lines: 2 })
    expect(Object.keys((await cart())?.items ?? {}).sort()).toEqual(['s4', 's5'])
    expect(await cartCount(buyer())).toBe(3)
  })

  it('[CART-5] takes out what was ordered, once, and leaves what was put in later', async () => {
    await add('s1')
    await add('s2')
    const orderedAt = mall.clock.now()
    mall.clock.advance(1_000)
    await add('s2')
    const lines = [{ skuId: 's1' }, { skuId: 's2' }]
    await clearOrdered(mall.ctx, 'o_buyer', lines, orderedAt)
    await clearOrdered(mall.ctx, 'o_buyer', lines, orderedAt)
    expect(Object.keys((await cart())?.items ?? {})).toEqual(['s2'])
    await clearOrdered(mall.ctx, 'o_buyer', lines)
    expect(await cart()).toMatchObject({ items: {}, lines: 0 })
    await clearOrdered(mall.ctx, 'o_nobody', lines)
  })

  it('[CART-6] shows today’s price and stock of each line in three trips of two rounds', async () => {
    const stock = (skuId: string, available: number) =>
      mall.db.insert('stocks', newStock({ skuId, productId: 'p', available }))
    await stock('s1', 5)
    await stock('s2', 1)
    await stock('s3', 0)
    for (const skuId of ['s1', 's2', 's3']) {
      await add(skuId, 2)
      mall.clock.advance(1)
    }
    const { result, trips } = await mall.tripsOf(() => storefront['cart.get'](buyer(), { choices: {} }))
    expect(trips).toHaveLength(3)
    expect(result).toMatchObject({ freightFen: 800, freeFreightFromFen: 9_900, offers: false })
    // Of what can be bought only: two of s1, and freight.
    expect(result.amounts).toEqual({ goodsFen: 202, discountFen: 0, freightFen: 800, payFen: 1_002 })
    expect(result.lines.map(({ payFen }) => payFen)).toEqual([undefined, undefined, 202])
    expect(result.lines.map((line) => [line.skuId, line.state, line.available])).toEqual([
      ['s3', 'sold_out', 0],
      ['s2', 'short', 1],
      ['s1', 'ok', 5],
    ])
    await mall.db.change('products', { _id: 'p' }, { listed: false })
    const later = await storefront['cart.get'](buyer(), { choices: {} })
    expect(new Set(later.lines.map((line) => line.state))).toEqual(new Set(['delisted']))
  })
  it('[CART-6] answers what costs more than an order may, without amounts', async () => {
    const dear = { skuId: 'dear', values: ['金'], priceFen: 2_000_000, listPriceFen: 0, costFen: 0 }
    await mall.db.insert('products', productDoc('gold', { skus: [dear] }))
    await mall.db.insert('stocks', newStock({ skuId: 'dear', productId: 'gold', available: 999 }))
    await storefront['cart.add'](buyer(), { productId: 'gold', skuId: 'dear', quantity: 999 })
    const result = await storefront['cart.get'](buyer(), { choices: {} })
    expect(result.lines).toMatchObject([{ lineId: 'dear', quantity: 999, state: 'ok', effects: [] }])
    expect(result).not.toHaveProperty('amounts')
    expect(result.lines[0]).not.toHaveProperty('payFen')
  })
})
