import type { CollectionSpecs } from '../../../platform/collections'
import type { DifferenceDoc } from './difference.model'

declare module '../../../platform/collections' {
  interface Collections {
    differences: DifferenceDoc
  }
}

export const collections = {
  differences: {
    version: 1,
    indexes: {
      trail: ['trailAt'],
      day_state: ['day', 'state', '_id'],
      state_day: ['state', 'day'],
    },
  },
} satisfies CollectionSpecs
