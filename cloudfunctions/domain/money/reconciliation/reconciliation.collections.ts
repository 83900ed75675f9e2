import type { CollectionSpecs } from '../../../platform/collections'
import type { DifferenceDoc, ReconciliationDoc } from './reconciliation.model'

declare module '../../../platform/collections' {
  interface Collections {
    reconciliations: ReconciliationDoc
    differences: DifferenceDoc
  }
}

export const collections = {
  reconciliations: {
    version: 1,
    indexes: {
      next_at: ['nextAt'],
    },
  },
  differences: {
    version: 1,
    indexes: {
      day_state: ['day', 'state', '_id'],
      state_day: ['state', 'day'],
    },
  },
} satisfies CollectionSpecs
