import type { CollectionSpecs } from '../../../platform/collections'
import type { DistributorDoc } from './distributor.model'

declare module '../../../platform/collections' {
  interface Collections {
    distributors: DistributorDoc
  }
}

export const collections = {
  distributors: {
    version: 3,
    personal: true,
    readers: ['audit', 'binding', 'checkout', 'overview', 'sharing'],
    writers: ['privacy'],
    indexes: {
      trail: ['trailAt'],
      public_id: { unique: ['distributorId'] },
      state_applied: ['state', '-appliedAt', '-_id'],
    },
  },
} satisfies CollectionSpecs
