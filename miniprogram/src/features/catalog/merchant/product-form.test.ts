import { firstError, productErrors, saveInput, type ProductForm } from './product-form'

const form: ProductForm = {
  name: '武夷岩茶 大红袍',
  sellingPoint: '正岩三坑',
  tag: '',
  categoryId: 'tea',
  pictures: ['cloud://a.b/pictures/1.jpg'],
  skus: [
    { skuId: 'a', priceFen: 16_800, listPriceFen: 21_800, costFen: 9_000, limitPerMember: '' },
    { skuId: 'b', priceFen: 31_800, listPriceFen: 0, costFen: 18_000, limitPerMember: '5' },
  ],
}
const sku = (changes: Partial<ProductForm['skus'][number]>): ProductForm => ({
  ...form,
  skus: [{ ...form.skus[0]!, ...changes }, form.skus[1]!],
})

test('a good form has no errors', () => {
  expect(productErrors(form)).toEqual({ skus: {} })
  expect(firstError(productErrors(form))).toBeUndefined()
})

test('amounts are exact or refused', () => {
  expect(productErrors(sku({ priceFen: null })).skus['a']?.priceFen).toBeDefined()
  expect(productErrors(sku({ priceFen: 0 })).skus['a']?.priceFen).toBeDefined()
  expect(productErrors(sku({ listPriceFen: 16_800 })).skus['a']?.listPriceFen).toMatch('比售价高')
  expect(productErrors(sku({ listPriceFen: 0 })).skus).toEqual({})
  expect(firstError(productErrors(sku({ costFen: null })))).toMatch('成本')
})

test('a limit a member is a whole number of pieces, or nothing', () => {
  for (const typed of ['', '0', '1', ' 12 ', '９９９']) {
    expect(productErrors(sku({ limitPerMember: typed })).skus).toEqual({})
  }
  for (const typed of ['-1', '1.5', '1000', 'two', '1e2']) {
    expect(productErrors(sku({ limitPerMember: typed })).skus['a']?.limitPerMember).toMatch('1 到 999')
  }
  expect(saveInput('p', 1, form).skus.map(({ limitPerMember }) => limitPerMember)).toEqual([0, 5])
})

test('what is sent has trimmed words and amounts in fen', () => {
  expect(saveInput('p', 4, { ...form, name: ' 茶叶 ' })).toMatchObject({
    productId: 'p',
    version: 4,
    name: '茶叶',
    skus: [{ priceFen: 16_800 }, { priceFen: 31_800 }],
  })
})

test('pictures are sent when they are others, or in another order', () => {
  const [one = ''] = form.pictures
  expect(saveInput('p', 1, form, [one])).not.toHaveProperty('pictures')
  expect(saveInput('p', 1, { ...form, pictures: ['/b.webp', one] }, [one, '/b.webp']).pictures).toEqual([
    '/b.webp',
    one,
  ])
  expect(productErrors({ ...form, pictures: [] }).pictures).toBeDefined()
})
