import type { CollectionSpecs } from '../../../platform/collections'
import type { ReconciliationDoc } from './reconciliation.model'

declare module '../../../platform/collections' {
  interface Collections {
    reconciliations: ReconciliationDoc
  }
}

export const collections = {
  reconciliations: {
    version: 1,
    indexes: {
      trail: ['trailAt'],
      next_at: ['nextAt'],
    },
  },
} satisfies CollectionSpecs
