import type { CollectionSpecs } from '../../../platform/collections'
import type { CartDoc } from './cart.model'

declare module '../../../platform/collections' {
  interface Collections {
    carts: CartDoc
  }
}

export const collections = {
  carts: {
    version: 1,
    writers: ['privacy'],
    indexes: {},
  },
} satisfies CollectionSpecs
