import { merchant, storefront } from '../../../../tests/support/handlers'
import { productDetail as detailSchema } from '@shared/contract/catalog/schema'
import { meanwhile } from '../../../../tests/support/operations'
import { startTestMall, type TestMall } from '../../../../tests/support/context'
import { productDoc } from '../../../../tests/support/documents'
import { holdStock, newStock, sellHolds } from '../inventory'
import type { SettingsDoc } from '../../shop/settings'
import { foldStock, pageOfProducts, type ProductDoc } from '.'

// Generous: the machine may be busy, and nothing here waits for time to pass.
jest.setTimeout(240_000)

let mall: TestMall
beforeAll(async () => {
  mall = await startTestMall()
})
beforeEach(() => mall.reset())
afterAll(() => mall.close())

const product = (id: string, part: Partial<ProductDoc> = {}): ProductDoc =>
  productDoc(id, {
    name: `商品 ${id}`,
    pictures: [`/pictures/${id}.webp`],
    specs: [{ name: '净含量', values: ['50g', '100g'] }],
    skus: [
      { skuId: `${id}-1`, values: ['50g'], priceFen: 9_900, listPriceFen: 12_900, costFen: 4_000 },
      { skuId: `${id}-2`, values: ['100g'], priceFen: 6_600, listPriceFen: 0, costFen: 3_000 },
    ],
    priceFen: 6_600,
    origin: '福建武夷山',
    createdAt: 1,
    ...part,
  })
const add = (...products: ProductDoc[]) => Promise.all(products.map((one) => mall.db.insert('products', one)))
const setUp = (productIds: string[]) =>
  mall.db.insert('settings', {
    _id: 'shop',
    banners: [],
    categories: [{ categoryId: 'tea', name: '茶', icon: 'tea' }],
    sections: [{ sectionId: 's', title: '本周下山', subtitle: '', layout: 'row', productIds }],
    searchHint: '搜武夷岩茶',
  } as unknown as SettingsDoc)
const visitor = () => mall.as('')

const find = async (keyword: string) => {
  const { items } = await storefront['catalog.list'](visitor(), { sort: 'default', keyword })
  return items.map((card) => card.productId)
}

describe('what buyers see', () => {
  it('[CATALOG-1] answers the home page in two trips, without costs and without what is not listed', async () => {
    await setUp(['p2', 'p1', 'gone', 'p3'])
    await add(product('p1'), product('p2'), product('p3', { listed: false }))
    const { result, trips } = await mall.tripsOf(() => storefront['catalog.home'](visitor()))
    expect(trips).toHaveLength(2)
    expect(result.sections[0]?.products.map((card) => card.productId)).toEqual(['p2', 'p1'])
    expect(JSON.stringify(result)).not.toContain('cost')
  })

  it('[CATALOG-1] answers a product in two trips, with the stock of all documents and without costs', async () => {
    await add(product('p1'))
    for (const shard of [0, 1]) {
      const stock = newStock({ skuId: 'p1-1', productId: 'p1', available: 3, shard })
      await mall.db.insert('stocks', stock)
    }
    const { result, trips } = await mall.tripsOf(() =>
      storefront['catalog.product'](visitor(), { productId: 'p1' }),
    )
    expect(trips).toHaveLength(2)
    expect(result.skus.map((sku) => sku.available)).toEqual([6, 0])
    expect(JSON.stringify(result)).not.toContain('cost')
    expect(detailSchema.parse(result)).toEqual(result)
    await expect(storefront['catalog.product'](visitor(), { productId: 'x' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  it('[CATALOG-2] pages through ties without repeating or losing a product, in every order', async () => {
    const all = Array.from({ length: 47 }, (_, i) =>
      product(`p${i}`, { sort: i % 3, salesCount: i % 2, createdAt: 5, priceFen: 100 + (i % 4) }),
    )
    await add(...all)
    for (const sort of ['default', 'sales', 'newest', 'priceAsc', 'priceDesc'] as const) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await storefront['catalog.list'](visitor(), { sort, ...(cursor && { cursor }) })
        seen.push(...page.items.map((card) => card.productId))
        cursor = page.nextCursor
      } while (cursor)
      expect(seen).toHaveLength(47)
      expect(new Set(seen).size).toBe(47)
    }
    const { items } = await pageOfProducts(mall.ctx, { sort: 'priceDesc' })
    const prices = items.map((one) => one.priceFen)
    expect(prices).toEqual([...prices].sort((a, b) => b - a))
  })

  it('[NAV-5] answers the products of one section alone, page by page and in every order', async () => {
    const ids = Array.from({ length: 25 }, (_, i) => `p${i}`)
    await add(
      ...ids.map((id, i) => product(id, { sort: i % 3 })),
      product('other'),
      product('off', { listed: false }),
    )
    await setUp([...ids, 'off', 'gone'])
    const list = (part: { sectionId: string; cursor?: string; keyword?: string }) =>
      storefront['catalog.list'](visitor(), { sort: 'default', ...part })
    const first = await list({ sectionId: 's' })
    const rest = await list({ sectionId: 's', cursor: first.nextCursor ?? '' })
    const seen = [...first.items, ...rest.items].map(({ productId }) => productId)
    expect(seen).toHaveLength(25)
    expect(new Set(seen)).toEqual(new Set(ids))
    const found = await list({ sectionId: 's', keyword: '商品 p7' })
    expect(found.items.map(({ productId }) => productId)).toEqual(['p7'])
    expect(await list({ sectionId: 'gone' })).toEqual({ items: [] })
  })

  it('[NAV-5] of a section that is a category answers the category, and of the newest everything', async () => {
    await add(product('p1', { categoryId: 'tea' }), product('p2', { categoryId: 'nut' }))
    const list = async (sectionId: string) =>
      (await storefront['catalog.list'](visitor(), { sort: 'default', sectionId })).items.length
    await setUp([])
    const change = (sections: object[]) =>
      mall.db.change('settings', { _id: 'shop' }, { sections: mall.db._.set(sections) } as never)
    await change([])
    expect(await list('newest')).toBe(2)
    await change([
      { sectionId: 's', title: '茶', subtitle: '', layout: 'row', categoryId: 'tea', productIds: [] },
    ])
    expect(await list('s')).toBe(1)
    expect(await list('newest')).toBe(0)
  })

  it('[CATALOG-2] refuses a cursor that it did not make', async () => {
    const forged = [
      'x',
      Buffer.from('{"$ne":1}').toString('base64url'),
      Buffer.from('[1]').toString('base64url'),
    ]
    for (const cursor of forged) {
      await expect(storefront['catalog.list'](visitor(), { sort: 'default', cursor })).rejects.toMatchObject({
        code: 'BAD_INPUT',
      })
    }
  })

  it('[CATALOG-3] finds words in name, selling point and tag, and takes patterns as text', async () => {
    await add(
      product('p1', { name: '武夷岩茶 大红袍' }),
      product('p2', { sellingPoint: '正岩三坑 · 大红袍' }),
      product('p3', { tag: '秋焙' }),
      product('p4', { name: '100% 纯蜜 (500g)' }),
    )
    expect(await find('大红袍')).toEqual(['p1', 'p2'])
    expect(await find('秋焙')).toEqual(['p3'])
    expect(await find('(500G)')).toEqual(['p4'])
    expect(await find('.*')).toEqual([])
    expect(await find('[')).toEqual([])
  })

  it('[CATALOG-7] width, case, blanks, what cannot be seen and the order of words make no difference', async () => {
    await add(product('p1', { name: '五常稻花香 5kg' }), product('p2', { name: '武夷岩茶', tag: '5 斤' }))
    for (const keyword of ['5kg', 'KG', '5 kg', '５ｋｇ', '５KG', '㎏', '香 5kg 五常', '五\u200b常']) {
      expect([keyword, await find(keyword)]).toEqual([keyword, ['p1']])
    }
    expect(await find('茶 武夷')).toEqual(['p2'])
    expect(await find('茶5斤')).toEqual([])
  })

  it('[CATALOG-3] whatever is looked for is answered, and finds only what holds it', async () => {
    await add(product('p1', { name: 'a.b*c+d?e^f$g{1}(h)|i[j]\\k' }), product('p2', { name: '茶' }))
    for (const keyword of '.*+?^${}()|[]\\'.split('')) {
      expect([keyword, await find(keyword)]).toEqual([keyword, ['p1']])
    }
    for (const keyword of [
      '(',
      '(?:',
      '[^茶]',
      '\\',
      '\\p{L}',
      '(?=茶)',
      'x{9999999}',
      '(a+)+$',
      '*',
      '/',
      '#',
    ]) {
      expect((await find(keyword)).includes('p2')).toBe(false)
    }
  })
})

describe('a product that was written wrong by hand', () => {
  const sku = { skuId: 'bad-1', values: [], priceFen: 100, listPriceFen: 0, costFen: 0 }

  it.each<[string, object, string]>([
    ['a price in words', { skus: [{ ...sku, priceFen: '1 元' }] }, 'skus.0.priceFen'],
    ['a price that is no number', { skus: [{ ...sku, priceFen: NaN }] }, 'skus.0.priceFen'],
    ['a price with a point', { skus: [{ ...sku, priceFen: 9.9 }] }, 'skus.0.priceFen'],
    ['no SKU', { skus: [] }, 'skus'],
    ['a name that is none', { name: 7 }, 'name'],
  ])(
    '[CATALOG-8] with %s takes no other from its list, and is shown and sold to nobody',
    async (_, part, place) => {
      await setUp(['bad', 'p1'])
      await add(product('p1'))
      await mall.db.insert('products', { ...product('bad'), ...part, searchText: '商品' } as ProductDoc)
      expect(await find('商品')).toEqual(['p1'])
      const home = await storefront['catalog.home'](visitor())
      expect(home.sections[0]?.products.map((card) => card.productId)).toEqual(['p1'])
      await expect(storefront['catalog.product'](visitor(), { productId: 'bad' })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      })
      const add1 = storefront['cart.add'](mall.as('o'), { productId: 'bad', skuId: 'bad-1', quantity: 1 })
      await expect(add1).rejects.toMatchObject({ code: 'PRODUCT_UNAVAILABLE' })
      const told = mall.log.find(({ event }) => event === 'product.wrong')
      expect(told?.fields).toEqual({ productId: 'bad', places: [place] })
    },
  )
})

describe('drafts', () => {
  const read = (productId: string) => storefront['catalog.product'](visitor(), { productId })
  const setListed = (listed: boolean) =>
    merchant['catalog.setListed'](mall.asStaff(), { productId: 'p1', listed })

  it('[CATALOG-6] are the shop’s own until they are listed, and are seen for ever after', async () => {
    await add(product('p1', { listed: false, everListed: false }))
    await expect(read('p1')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await find('p1')).toEqual([])
    await setListed(false)
    await expect(read('p1')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await setListed(true)
    expect(await read('p1')).toMatchObject({ listed: true })
    await setListed(false)
    expect(await read('p1')).toMatchObject({ listed: false })
    await expect(setListed(true)).resolves.toEqual({})
  })

  it('[CATALOG-6] several listings and takings off at once leave one of both, and it was listed', async () => {
    await add(product('p1', { listed: false, everListed: false }))
    const done = await Promise.allSettled(Array.from({ length: 12 }, (_, i) => setListed(i % 2 === 0)))
    expect(done.every(({ status }) => status === 'fulfilled')).toBe(true)
    // Each that changed something is a version, and listed and taken off in turns.
    const { everListed, listed, version } = (await mall.db.get('products', 'p1')) as ProductDoc
    expect(everListed).toBe(true)
    expect(listed).toBe(version % 2 === 0)
    expect(version).toBeGreaterThan(1)
    expect(version).toBeLessThan(14)
  })

  it('[CATALOG-7] what was written by hand is found once it is listed', async () => {
    const { searchText: _, everListed: __, tag: ___, ...byHand } = product('p1', { listed: false })
    await mall.db.insert('products', byHand as ProductDoc)
    await setListed(true)
    expect(await find('商品Ｐ1')).toEqual(['p1'])
    expect(await read('p1')).toMatchObject({ listed: true })
    await expect(
      merchant['catalog.setListed'](mall.asStaff(), { productId: 'p9', listed: true }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('[CATALOG-7] without a tag, or with one that says nothing, a product is listed all the same', async () => {
    const { tag: _, ...tagless } = product('p1', { listed: false, name: '肉桂' })
    for (const one of [tagless, { ...tagless, tag: null }]) {
      await mall.db.remove('products', { _id: 'p1' })
      await mall.db.insert('products', one)
      await setListed(true)
      expect(await find('肉桂')).toEqual(['p1'])
    }
  })

  it('[CATALOG-8] what is wrong is not listed, and says so', async () => {
    await add({ ...product('p1', { listed: false }), sellingPoint: 7 } as unknown as ProductDoc)
    await expect(setListed(true)).rejects.toMatchObject({ code: 'PRODUCT_WRONG' })
    expect(await mall.db.get('products', 'p1')).toMatchObject({ listed: false, version: 1 })
  })

  it('[CATALOG-8] what is wrong is taken off, its version included', async () => {
    for (const version of ['1', null, undefined, 1]) {
      await mall.db.remove('products', { _id: 'p1' })
      const { version: _, ...unversioned } = product('p1', { listed: true })
      const one = version === undefined ? unversioned : { ...unversioned, version }
      await mall.db.insert('products', one as unknown as ProductDoc)
      await setListed(false)
      expect(await mall.db.get('products', 'p1')).toMatchObject({ listed: false })
    }
  })
})

describe('what the merchant does', () => {
  const edit = (part: object = {}) => ({
    productId: 'p1',
    version: 1,
    name: '新名字',
    sellingPoint: '',
    tag: '',
    categoryId: 'tea',
    skus: [
      { skuId: 'p1-2', priceFen: 5_000, listPriceFen: 6_000, costFen: 2_000 },
      { skuId: 'p1-1', priceFen: 4_000, listPriceFen: 0, costFen: 1_000 },
    ],
    ...part,
  })
  const save = (part?: object) => merchant['catalog.save'](mall.asStaff(), edit(part))

  it('[CATALOG-4] lets one of several edits of the same version win', async () => {
    await setUp([])
    await add(product('p1'))
    const names = Array.from({ length: 10 }, (_, i) => `新名字 ${i}`)
    const results = await Promise.allSettled(names.map((name) => save({ name })))
    const won = results.flatMap(({ status }, i) => (status === 'fulfilled' ? [names[i]] : []))
    expect(won).toHaveLength(1)
    expect(await mall.db.get('products', 'p1')).toMatchObject({ version: 2, priceFen: 4_000, name: won[0] })
    expect([await find('新名字'), await find('商品')]).toEqual([['p1'], []])
    await expect(save()).rejects.toMatchObject({ code: 'VERSION_CONFLICT' })
  })

  it('[CATALOG-4] refuses other SKUs, an unknown category and a struck-through price that is not above the price', async () => {
    await setUp([])
    await add(product('p1'))
    const one = { skuId: 'p1-1', priceFen: 100, listPriceFen: 0, costFen: 0 }
    const two = { ...one, skuId: 'p1-2' }
    for (const part of [
      { skus: [one] },
      { skus: [one, one] },
      { skus: [one, { ...one, skuId: 'p9-1' }] },
      { skus: [one, { ...two, listPriceFen: 99 }] },
      { skus: [one, { ...two, listPriceFen: 100 }] },
      { categoryId: 'nothing' },
    ]) {
      await expect(save(part)).rejects.toMatchObject({ code: 'BAD_INPUT' })
    }
    await expect(save({ productId: 'p9' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await mall.db.get('products', 'p1')).toEqual(product('p1'))
  })

  it('[CATALOG-5] folds sales, sold out and low stock into the product, the newest state last', async () => {
    await setUp([])
    await add(product('p1'))
    await mall.db.insert('stocks', newStock({ skuId: 'p1-1', productId: 'p1', available: 4, safety: 2 }))
    await holdStock(mall.ctx, 'o1', [{ skuId: 'p1-1', quantity: 3 }])
    await sellHolds(mall.ctx, { _id: 'o1', lines: [{ skuId: 'p1-1', quantity: 3 }] })
    await Promise.all([foldStock(mall.ctx), foldStock(mall.ctx)])
    const read = () => mall.db.get('products', 'p1')
    expect(await read()).toMatchObject({ salesCount: 3, soldOut: false, lowStock: true })
    const adjust = (delta: number) =>
      merchant['inventory.adjust'](mall.asStaff(), {
        skuId: 'p1-1',
        token: `adjust-token-${delta}-01`,
        begunAt: mall.clock.now(),
        delta,
        reason: '盘点',
      })
    expect(await adjust(-1)).toEqual({ available: 0 })
    expect(await read()).toMatchObject({ salesCount: 3, soldOut: true, lowStock: true })
    expect(await adjust(9)).toEqual({ available: 9 })
    expect(await read()).toMatchObject({ salesCount: 3, soldOut: false, lowStock: false })
    expect(await foldStock(mall.ctx)).toBe(0)
  })

  it('[CATALOG-5] a state that was read before another one was written comes too late', async () => {
    await setUp([])
    await add(product('p1'))
    await mall.db.insert('stocks', newStock({ skuId: 'p1-1', productId: 'p1', available: 4 }))
    await holdStock(mall.ctx, 'o1', [{ skuId: 'p1-1', quantity: 4 }])
    let reads = 0
    const ctx = meanwhile(mall.ctx, 'stocks', async () => {
      reads += 1
      if (reads !== 2) return
      await sellHolds(mall.ctx, { _id: 'o1', lines: [{ skuId: 'p1-1', quantity: 4 }] })
      await foldStock(mall.ctx)
    })
    await foldStock(ctx)
    expect(reads).toBeGreaterThan(1)
    expect(await mall.db.get('products', 'p1')).toMatchObject({ salesCount: 4 })
  })

  it('[CATALOG-5] lists by tab with what can be bought, and shows held and sold pieces', async () => {
    await setUp([])
    await add(product('p1', { lowStock: true }), product('p2', { listed: false }))
    await mall.db.insert('stocks', newStock({ skuId: 'p1-1', productId: 'p1', available: 4, sold: 2 }))
    await holdStock(mall.ctx, 'o1', [{ skuId: 'p1-1', quantity: 3 }])
    const tab = async (name: 'listed' | 'delisted' | 'low_stock') =>
      (await merchant['catalog.list'](mall.asStaff(), { tab: name })).items.map((row) => row.productId)
    expect([await tab('listed'), await tab('delisted'), await tab('low_stock')]).toEqual([
      ['p1'],
      ['p2'],
      ['p1'],
    ])
    const got = await merchant['catalog.get'](mall.asStaff(), { productId: 'p1' })
    expect(got.skus[0]).toMatchObject({ available: 1, held: 3, sold: 2, costFen: 4_000 })
    await merchant['catalog.setListed'](mall.asStaff(), { productId: 'p1', listed: false })
    expect(await tab('delisted')).toEqual(['p1', 'p2'])
  })
})
