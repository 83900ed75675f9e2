import { firstError, isChanged, productErrors, rebase, saveInput, type ProductForm } from './product-form'

const form: ProductForm = {
  name: '武夷岩茶 大红袍',
  sellingPoint: '正岩三坑',
  tag: '',
  categoryId: 'tea',
  skus: [
    { skuId: 'a', priceFen: 16_800, listPriceFen: 21_800, costFen: 9_000 },
    { skuId: 'b', priceFen: 31_800, listPriceFen: 0, costFen: 18_000 },
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

test('somebody else’s edit comes in, one’s own stays', () => {
  const mine = { ...sku({ priceFen: 15_800 }), tag: '秋茶季' }
  const theirs: ProductForm = {
    ...form,
    name: '武夷岩茶 大红袍 2026',
    skus: [
      { ...form.skus[0]!, costFen: 9_500 },
      form.skus[1]!,
      { skuId: 'c', priceFen: 1, listPriceFen: 0, costFen: 0 },
    ],
  }
  const merged = rebase(mine, form, theirs)
  expect(merged).toMatchObject({ name: '武夷岩茶 大红袍 2026', tag: '秋茶季' })
  expect(merged.skus[0]).toEqual({ skuId: 'a', priceFen: 15_800, listPriceFen: 21_800, costFen: 9_500 })
  expect(merged.skus).toHaveLength(3)
  expect(isChanged(rebase(form, form, theirs), theirs)).toBe(false)
})

test('what is sent has trimmed words and amounts in fen', () => {
  expect(saveInput('p', 4, { ...form, name: ' 茶叶 ' })).toMatchObject({
    productId: 'p',
    version: 4,
    name: '茶叶',
    skus: [{ priceFen: 16_800 }, { priceFen: 31_800 }],
  })
})
