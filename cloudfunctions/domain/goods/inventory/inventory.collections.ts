import type { CollectionSpecs } from '../../../platform/collections'
import type { StockDoc } from './stock.model'

declare module '../../../platform/collections' {
  interface Collections {
    stocks: StockDoc
  }
}

export const collections = {
  stocks: {
    version: 1,
    indexes: {
      trail: ['trailAt'],
      sku: ['skuId', 'shard'],
      product: ['productId'],
      watch: ['watchAt'],
      folding: ['folding'],
    },
  },
} satisfies CollectionSpecs
