import type { CollectionSpecs } from '../../../platform/collections'
import type { ProductDoc } from './product.model'

declare module '../../../platform/collections' {
  interface Collections {
    products: ProductDoc
  }
}

export const collections = {
  products: {
    version: 2,
    readers: ['cart', 'checkout', 'inventory', 'sharing'],
    indexes: {
      trail: ['trailAt'],
      listed_sort: ['listed', 'sort', '_id'],
      listed_category_sort: ['listed', 'categoryId', 'sort', '_id'],
      listed_price: ['listed', 'priceFen', '_id'],
      listed_sales: ['listed', '-salesCount', '_id'],
      listed_created: ['listed', '-createdAt', '_id'],
      listed_low: ['listed', 'lowStock', 'sort', '_id'],
    },
  },
} satisfies CollectionSpecs
