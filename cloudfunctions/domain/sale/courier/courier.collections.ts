import type { CollectionSpecs } from '../../../platform/collections'
import type { CourierListDoc } from './courier.model'

declare module '../../../platform/collections' {
  interface Collections {
    couriers: CourierListDoc
  }
}

export const collections = {
  couriers: { version: 1, indexes: {} },
} satisfies CollectionSpecs
