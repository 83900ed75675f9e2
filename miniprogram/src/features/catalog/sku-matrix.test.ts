import {
  choose,
  firstSelection,
  isSoldOut,
  optionsOf,
  priceFrom,
  skuOf,
  soldOutValues,
  specText,
} from './sku-matrix'

const sku = (skuId: string, values: string[], priceFen: number, available: number) => ({
  skuId,
  values,
  priceFen,
  listPriceFen: 0,
  available,
})

const tea = {
  specs: [
    { name: '净含量', values: ['50g', '125g', '250g', '500g'] },
    { name: '包装', values: ['罐装', '礼盒', '补充袋'] },
  ],
  skus: [
    sku('a', ['50g', '罐装'], 7800, 0),
    sku('b', ['125g', '罐装'], 16800, 86),
    sku('c', ['125g', '礼盒'], 19800, 5),
    sku('d', ['250g', '罐装'], 31800, 0),
    sku('e', ['250g', '礼盒'], 34800, 2),
    sku('f', ['500g', '补充袋'], 59800, 0),
  ],
}

test('the cheapest SKU in stock is chosen first', () => {
  expect(firstSelection(tea)).toEqual(['125g', '罐装'])
  expect(firstSelection({ specs: [], skus: [sku('only', [], 100, 0)] })).toEqual([])
})

test('options tell sold out from impossible under what is chosen elsewhere', () => {
  const states = optionsOf(tea, ['125g', '罐装'], 0).map((option) => [
    option.value,
    option.state,
    option.chosen,
  ])
  expect(states).toEqual([
    ['50g', 'soldOut', false],
    ['125g', 'ok', true],
    ['250g', 'soldOut', false],
    ['500g', 'impossible', false],
  ])
  expect(optionsOf(tea, [undefined, undefined], 0).map((option) => option.state)).toEqual([
    'soldOut',
    'ok',
    'ok',
    'soldOut',
  ])
  expect(optionsOf(tea, [], 7)).toEqual([])
})

test('a tap takes the nearest combination that can be bought', () => {
  expect(choose(tea, ['125g', '罐装'], 1, '礼盒')).toEqual(['125g', '礼盒'])
  expect(choose(tea, ['125g', '罐装'], 0, '250g')).toEqual(['250g', '礼盒'])
  expect(choose(tea, [undefined, '礼盒'], 0, '125g')).toEqual(['125g', '礼盒'])
})

test('a value that nobody can buy is not taken, and a second tap lets go', () => {
  expect(choose(tea, ['125g', '罐装'], 0, '500g')).toBeUndefined()
  expect(choose(tea, ['125g', '罐装'], 0, '125g')).toEqual([undefined, '罐装'])
})

test('a SKU follows from a complete selection only', () => {
  expect(skuOf(tea, ['125g', '礼盒'])?.skuId).toBe('c')
  expect(skuOf(tea, ['125g', undefined])).toBeUndefined()
  expect(skuOf({ specs: [], skus: [sku('only', [], 100, 1)] }, [])?.skuId).toBe('only')
})

test('words and prices', () => {
  expect(soldOutValues(tea)).toEqual(['50g', '500g', '补充袋'])
  expect(isSoldOut(tea)).toBe(false)
  expect(specText(['125g', undefined, '罐装'])).toBe('125g · 罐装')
  expect(priceFrom(tea)).toEqual({ priceFen: 7800, listPriceFen: 0, several: true })
})
