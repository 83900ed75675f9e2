import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'storefront/catalog.home': { input: () => ({}) },
  'storefront/catalog.categories': { input: () => ({}) },
  'storefront/catalog.list': { input: (w) => ({ categoryId: w.categoryId, keyword: '茶', sort: 'sales' }) },
  'storefront/catalog.product': { input: (w) => ({ productId: w.productId }), required: ['productId'] },
  'merchant/catalog.list': { input: () => ({ tab: 'listed', keyword: '茶' }), by: 'merchant' },
  'merchant/catalog.get': {
    input: (w) => ({ productId: w.productId }),
    required: ['productId'],
    by: 'merchant',
  },
  'merchant/catalog.save': {
    input: (w) => ({
      productId: w.productId,
      version: w.product.version,
      name: '武夷岩茶 大红袍',
      sellingPoint: '正岩三坑 · 中足火',
      tag: '秋焙',
      categoryId: w.categoryId,
      skus: w.product.skus,
    }),
    required: ['productId', 'version', 'name', 'sellingPoint', 'tag', 'categoryId', 'skus'],
    by: 'merchant',
  },
  'merchant/catalog.setListed': {
    input: (w) => ({ productId: w.productId, listed: true }),
    required: ['productId', 'listed'],
    by: 'merchant',
  },
} satisfies Rows
