import type { InputOf } from '@shared/contract'
import { CATEGORIES_MOST } from '@shared/contract/catalog/limits'
import type { AppError } from '@shared/contract/errors'
import { Crash, crashing, startTestMall, type TestMall } from '../../../../tests/support/context'
import { productDoc, settingsDoc } from '../../../../tests/support/documents'
import { merchant, runJob, storefront } from '../../../../tests/support/handlers'
import { jpegWith, segmentOf } from '../../../../tests/support/pictures'
import type { StaffContext } from '../../../platform/context'
import { foldProduct } from '.'

/** The merchant makes a product: once, whole, and whatever stops in the middle is finished by the same again. */

jest.setTimeout(240_000)

let mall: TestMall
let picture = ''
beforeAll(async () => void (mall = await startTestMall()))
beforeEach(async () => {
  mall.reset()
  await begin()
})
const begin = async () => {
  const categories = [
    { categoryId: 'tea', name: '茶', icon: 'leaf' },
    { categoryId: 'all', name: '全部', icon: 'grid' },
  ]
  await mall.db.insert('settings', settingsDoc({ categories, sections: [] }))
  const content = jpegWith().toString('base64')
  picture = (await merchant['picture.upload'](mall.asStaff(), { content })).picture
}
afterAll(() => mall.close())

const TOKEN = 'create-0123456789abcdef'
type Creation = InputOf<'merchant/catalog.create'>
const creation = (changes: Partial<Creation> = {}): Creation => ({
  token: TOKEN,
  name: '高山乌龙',
  sellingPoint: '手采',
  pictures: [picture],
  categoryId: 'tea',
  priceFen: 12_800,
  listPriceFen: 15_800,
  costFen: 6_000,
  pieces: 20,
  description: '第一段\n第二段',
  listed: true,
  ...changes,
})
const inNewCategory = (name: string, changes: Partial<Creation> = {}): Creation => {
  const { categoryId: _, ...rest } = creation(changes)
  return { ...rest, categoryName: name }
}
const acting = (): StaffContext => ({
  ...mall.asStaff(),
  acting: { openid: 'oStaff', name: '沈禾', call: 'catalog.create' },
})
const create = (input = creation(), ctx: StaffContext = acting()) => merchant['catalog.create'](ctx, input)
const said = <T>(answer: Promise<T>) => answer.catch((error: unknown) => (error as AppError).code ?? error)

const products = () => mall.db.find('products', { where: {}, limit: 100 })
const stocks = () => mall.db.find('stocks', { where: {}, limit: 100 })
const trail = () => mall.db.find('trail', { where: {}, limit: 100 })
const categories = async () => (await mall.db.get('settings', 'shop'))?.categories ?? []

test('[CREATE-1] a product is there with its one SKU, its pieces and its words, and is sold at once', async () => {
  const { productId } = await create(creation({ limitPerMember: 3 }))
  expect(await merchant['catalog.get'](mall.asStaff(), { productId })).toMatchObject({
    name: '高山乌龙',
    pictures: [picture],
    categoryId: 'tea',
    skus: [
      {
        values: [],
        priceFen: 12_800,
        listPriceFen: 15_800,
        costFen: 6_000,
        limitPerMember: 3,
        available: 20,
      },
    ],
    listed: true,
  })
  const shown = await storefront['catalog.product'](mall.as(''), { productId })
  expect(shown).toMatchObject({ skus: [{ available: 20 }], detail: [{ text: '第一段' }, { text: '第二段' }] })
  const found = await storefront['catalog.list'](mall.as(''), { sort: 'default', keyword: '乌龙 手采' })
  expect(found.items).toMatchObject([{ productId, soldOut: false, onlySkuId: shown.skus[0]!.skuId }])
  expect(await trail()).toMatchObject([
    { what: '新建商品', subject: { id: productId, name: '高山乌龙' }, name: '沈禾', call: 'catalog.create' },
  ])
  expect((await trail())[0]?.changes).toContainEqual({ field: '可卖库存', unit: 'pieces', after: 20 })
})

test('[CREATE-1] one that is not on sale is the shop’s own, and one without pieces is sold out', async () => {
  const { productId } = await create(creation({ listed: false, pieces: 0 }))
  expect(await said(storefront['catalog.product'](mall.as(''), { productId }))).toBe('NOT_FOUND')
  await merchant['catalog.setListed'](mall.asStaff(), { productId, listed: true })
  const { items } = await storefront['catalog.list'](mall.as(''), { sort: 'default' })
  expect(items).toMatchObject([{ productId, soldOut: true }])
})

test('[CREATE-2] sixty-four of one token at once are one product, with one stock and one row', async () => {
  const answers = await Promise.all(Array.from({ length: 64 }, () => create(inNewCategory('乌龙'))))
  expect(new Set(answers.map(({ productId }) => productId)).size).toBe(1)
  expect(await products()).toHaveLength(1)
  expect(await stocks()).toMatchObject([{ available: 20 }])
  expect((await categories()).map(({ name }) => name)).toEqual(['茶', '全部', '乌龙'])
  expect((await trail()).map(({ what }) => what).sort()).toEqual(['新建分类', '新建商品'])
  // Other words under it are not taken for those that stand.
  expect(await said(create(inNewCategory('乌龙', { priceFen: 100 })))).toBe('TOKEN_REUSED')
  expect(await products()).toMatchObject([{ priceFen: 12_800 }])
  // Later the same token is that product still, also when it has been changed, and another person's is another.
  const [product] = await products()
  await mall.db.change('products', { _id: product!._id }, { name: '改过的', version: 2 })
  expect(await create()).toEqual(answers[0])
  expect(await products()).toMatchObject([{ name: '改过的' }])
  await create(creation(), { ...acting(), openid: 'oOther' })
  expect(await products()).toHaveLength(2)
})

test.each(['before', 'after'] as const)(
  '[CREATE-2] a process that dies %s any operation leaves nothing that is sold, and the same token finishes it',
  async (when) => {
    let finished = false
    for (let at = 1; !finished; at++) {
      const input = inNewCategory(`类${at}`, { token: `crash-${String(at).padStart(16, '0')}` })
      const before = (await products()).length
      finished = await create(input, crashing(acting(), at, when)).then(
        () => true,
        (error: unknown) => {
          expect(error).toBeInstanceOf(Crash)
          return false
        },
      )
      for (const product of (await products()).slice(before)) {
        const own = (await stocks()).filter(({ productId }) => productId === product._id)
        expect(own).toMatchObject([{ skuId: product.skus[0]!.skuId, available: 20 }])
      }
      const { productId } = await create(input)
      expect(await products()).toHaveLength(before + 1)
      expect(await merchant['catalog.get'](mall.asStaff(), { productId })).toMatchObject({
        skus: [{ available: 20 }],
        listed: true,
      })
      expect((await categories()).filter(({ name }) => name === `类${at}`)).toHaveLength(1)
      mall.clock.advance(6 * 60_000)
      await runJob(mall.ctx, 'trail.write')
      expect((await trail()).filter(({ subject }) => subject.id === productId)).toHaveLength(1)
      if (!finished) expect(at).toBeLessThan(20)
    }
  },
)

/** A try that dies before the product stands, with everything before it done. */
const dying = (): StaffContext => {
  const ctx = acting()
  const insert: typeof ctx.db.insert = (collection, document) =>
    collection === 'products' ? Promise.reject(new Crash('dead')) : ctx.db.insert(collection, document)
  return { ...ctx, db: { ...ctx.db, insert } }
}
/** What is sold of the one product, and what its trail says of it. */
const soldAndSaid = async () => {
  const [product] = await products()
  const { skus } = await merchant['catalog.get'](mall.asStaff(), { productId: product!._id })
  const row = (await trail()).find(({ what }) => what === '新建商品')
  const said = row?.changes.find(({ field }) => field === '可卖库存')
  return { sold: skus.map(({ available }) => available), said: [said && 'after' in said && said.after] }
}

test('[CREATE-2] what is sold is what the trail says, whatever tries that died have said before', async () => {
  for (const pieces of [20, 100, 0]) {
    await expect(create(creation({ pieces }), dying())).rejects.toBeInstanceOf(Crash)
  }
  expect(await products()).toEqual([])
  const { productId } = await create(creation({ pieces: 5 }))
  expect(await soldAndSaid()).toEqual({ sold: [5], said: [5] })
  // What they left behind is no stock of the product: it neither makes it low, nor keeps it from being sold out.
  await foldProduct(mall.ctx, productId)
  expect(await products()).toMatchObject([{ soldOut: false, lowStock: false }])
  const [sku] = (await products())[0]!.skus
  const begunAt = mall.clock.now()
  const adjustment = {
    skuId: sku!.skuId,
    token: 'adjust-0123456789abcdef',
    begunAt,
    delta: -5,
    reason: '坏了',
  }
  expect(await merchant['inventory.adjust'](acting(), adjustment)).toEqual({ available: 0 })
  expect(await products()).toMatchObject([{ soldOut: true, lowStock: true }])
  expect(await said(create(creation({ pieces: 100 })))).toBe('TOKEN_REUSED')
})

test('[CREATE-2] of many at once with other words one is made, with its own pieces, and the others are told', async () => {
  for (let round = 0; round < 4; round++) {
    mall.reset()
    await begin()
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, i) => said(create(creation({ pieces: 1 + (i % 4) })))),
    )
    const { sold, said: told } = await soldAndSaid()
    expect(sold).toEqual(told)
    expect(answers.filter((answer) => answer === 'TOKEN_REUSED')).toHaveLength(12)
    expect(new Set(answers).size).toBeGreaterThan(1)
  }
})

test.each([
  ['is on sale or not', { listed: false }],
  ['other pieces', { pieces: 21 }],
  ['another category', { categoryId: 'cups' }],
  ['another new category', { categoryId: undefined, categoryName: '杯' }],
] as const)('[CREATE-2] the token of a product that stands, and %s, is refused', async (_, changes) => {
  await mall.db.change(
    'settings',
    { _id: 'shop' },
    { categories: mall.db._.push([{ categoryId: 'cups', name: '杯子', icon: 'cup' }]) },
  )
  const answer = await create()
  expect(await said(create(creation(changes)))).toBe('TOKEN_REUSED')
  expect(await products()).toMatchObject([{ listed: true, categoryId: 'tea' }])
  expect(await stocks()).toMatchObject([{ available: 20 }])
  expect(await categories()).toHaveLength(3)
  // The same category by its name is the same.
  expect(await create(inNewCategory('茶'))).toEqual(answer)
})

test('[CREATE-2] who names another new category when trying again has this one', async () => {
  await expect(create(inNewCategory('坚果'), dying())).rejects.toBeInstanceOf(Crash)
  await create(inNewCategory('水果'))
  const [product] = await products()
  const named = (await categories()).find(({ categoryId }) => categoryId === product!.categoryId)
  expect(named?.name).toBe('水果')
  expect((await trail()).find(({ what }) => what === '新建商品')?.changes).toContainEqual({
    field: '分类',
    after: '水果',
  })
})

test('[CREATE-3] a name is the same when people read the same: width, case, blanks and what cannot be seen', async () => {
  const token = (i: number) => `alike-0123456789-${i}`
  const alike = ['Tea', 'tea', 'Ｔｅａ', 'T ea', 'Tea\u200d', 'Te\ufe0fa']
  await Promise.all(alike.map((name, i) => create(inNewCategory(name, { token: token(i) }))))
  expect(await categories()).toHaveLength(3)
  const [, , made] = await categories()
  expect(await mall.db.count('products', { categoryId: made!.categoryId })).toBe(alike.length)
  await create(inNewCategory('茶\u200d', { token: token(20) }))
  expect(await mall.db.count('products', { categoryId: 'tea' })).toBe(1)
  for (const name of ['全部\u200d', '全部\ufe0f', '全 部']) {
    expect(await said(create(inNewCategory(name, { token: token(21) })))).toBe('CATEGORY_EVERYTHING')
  }
  // One that was called otherwise by hand is not the new one.
  const renamed = [{ ...made!, name: '咖啡' }]
  await mall.db.change('settings', { _id: 'shop' }, { categories: mall.db._.set(renamed) })
  await create(inNewCategory('tea', { token: token(22) }))
  expect((await categories()).map(({ name }) => name)).toEqual(['咖啡', 'tea'])
})

test.each([
  ['an entry without an icon', [{ categoryId: 'x', name: '坚果' }]],
  ['thirty of them', Array.from({ length: 30 }, (_, i) => ({ categoryId: `c${i}`, name: `名${i}` }))],
  ['a text', '茶'],
  ['nothing', null],
  ['an object', { a: 1 }],
])('[CREATE-3] no category is put where %s stands, and the merchant reads why', async (_, wrong) => {
  await mall.db.change('settings', { _id: 'shop' }, { categories: mall.db._.set(wrong as never) })
  expect(await said(create(inNewCategory('坚果')))).toBe('SHOP_SETTINGS')
  expect([await products(), await stocks(), await trail()]).toEqual([[], [], []])
  expect(await categories()).toEqual(wrong ?? [])
})

test('[CREATE-3] of many who name the same new category at once one makes it, and all are in it', async () => {
  const names = ['杯子', '杯子', '杯子', '杯子', '杯子', '碗', '碗', '碗']
  await Promise.all(
    names.map((name, i) => create(inNewCategory(name, { token: `category-0123456789-${i}` }))),
  )
  const made = await categories()
  expect(made.map(({ name }) => name).sort()).toEqual(['全部', '杯子', '碗', '茶'].sort())
  expect(new Set(made.map(({ categoryId }) => categoryId)).size).toBe(4)
  const idOf = (name: string) => made.find((one) => one.name === name)?.categoryId
  const counted = (name: string) => mall.db.count('products', { categoryId: idOf(name) })
  expect([await counted('杯子'), await counted('碗')]).toEqual([5, 3])
  // One that is there is taken by its name, too.
  await create(inNewCategory('茶', { token: 'category-0123456789-tea' }))
  expect(await mall.db.count('products', { categoryId: 'tea' })).toBe(1)
})

test('[CREATE-3] there are thirty at most, however many come at once, and none is called like all of them', async () => {
  const some = Array.from({ length: CATEGORIES_MOST - 3 }, (_, i) => ({
    categoryId: `c${i}`,
    name: `类${i}`,
    icon: 'bag',
  }))
  await mall.db.change('settings', { _id: 'shop' }, { categories: mall.db._.set(some) })
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      said(create(inNewCategory(`新${i}`, { token: `many-0123456789-${i}` }))),
    ),
  )
  expect(answers.filter((answer) => answer === 'CATEGORIES_FULL')).toHaveLength(5)
  expect(await categories()).toHaveLength(CATEGORIES_MOST)
  expect(await products()).toHaveLength(3)
  expect(await said(create(inNewCategory('全部')))).toBe('CATEGORY_EVERYTHING')
})

test('[CREATE-4] what does not fit is refused before anything is made', async () => {
  for (const [input, code] of [
    [creation({ categoryId: 'none' }), 'BAD_INPUT'],
    [creation({ categoryId: 'all' }), 'BAD_INPUT'],
    [creation({ listPriceFen: 12_800 }), 'BAD_INPUT'],
    [creation({ pictures: [picture.replace(/[0-9a-f]{4}\./, '0000.')] }), 'PICTURE_UNKNOWN'],
    [inNewCategory('新', { pictures: ['/pictures/honey.webp'] }), 'PICTURE_UNKNOWN'],
  ] as const) {
    expect(await said(create(input))).toBe(code)
  }
  expect([await products(), await stocks(), await trail()]).toEqual([[], [], []])
  expect(await categories()).toHaveLength(2)
})

test('[CATALOG-9] a shop that has arranged nothing shows its newest products at home, ten of them, in two trips', async () => {
  const home = () => storefront['catalog.home'](mall.as(''))
  expect((await home()).sections).toEqual([])
  const { productId } = await create()
  for (let i = 0; i < 12; i++) {
    await mall.db.insert('products', productDoc(`p${i}`, { createdAt: i, listed: i !== 11 }))
  }
  const { result, trips } = await mall.tripsOf(home)
  expect(trips).toHaveLength(2)
  expect(result.sections).toMatchObject([{ title: '新上架', categoryId: 'all' }])
  const shown = result.sections[0]!.products.map((card) => card.productId)
  expect(shown).toEqual([productId, 'p10', 'p9', 'p8', 'p7', 'p6', 'p5', 'p4', 'p3', 'p2'])
  const section = { sectionId: 's', title: '本周', subtitle: '', layout: 'row' as const, productIds: ['p1'] }
  await mall.db.change('settings', { _id: 'shop' }, { sections: [section] })
  expect((await home()).sections.map(({ title }) => title)).toEqual(['本周'])
})

test('[PICTURE-5] an edit changes the pictures of a product, leaves them when it does not name them, and takes none from elsewhere', async () => {
  await mall.db.insert(
    'products',
    productDoc('p', { categoryId: 'tea', pictures: ['/pictures/old.webp', '/b.webp'] }),
  )
  const content = jpegWith(segmentOf(0xdb, Buffer.alloc(65))).toString('base64')
  const other = (await merchant['picture.upload'](mall.asStaff(), { content })).picture
  const save = async (version: number, pictures?: string[]) => {
    const { name, sellingPoint, skus } = productDoc('p')
    const words = { name, sellingPoint, tag: '', categoryId: 'tea' }
    const prices = skus.map(({ skuId, priceFen, listPriceFen, costFen }) => ({
      skuId,
      priceFen,
      listPriceFen,
      costFen,
    }))
    const input = { productId: 'p', version, ...words, skus: prices, ...(pictures && { pictures }) }
    return said(merchant['catalog.save'](acting(), input))
  }
  const stands = async () => (await mall.db.get('products', 'p'))?.pictures
  const { version } = (await mall.db.get('products', 'p'))!
  expect(await save(version)).toEqual({ version: version + 1 })
  expect(await stands()).toEqual(['/pictures/old.webp', '/b.webp'])
  expect(await save(version + 1, [other, '/pictures/old.webp'])).toEqual({ version: version + 2 })
  expect(await stands()).toEqual([other, '/pictures/old.webp'])
  expect((await trail()).flatMap(({ changes }) => changes)).toContainEqual({
    field: '图片',
    before: '2 张',
    after: '2 张',
  })
  // The same again is known for what it is; others over an older version are not.
  expect(await save(version + 1, [other, '/pictures/old.webp'])).toEqual({ version: version + 2 })
  expect(await save(version + 1, [other])).toBe('VERSION_CONFLICT')
  expect(await save(version + 2, ['https://elsewhere.example/a.jpg'])).toBe('PICTURE_UNKNOWN')
  expect(await stands()).toEqual([other, '/pictures/old.webp'])
})
