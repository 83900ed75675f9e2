import type { CollectionSpecs } from '../../../platform/collections'
import type { CommissionDoc } from './commission.model'

declare module '../../../platform/collections' {
  interface Collections {
    commissions: CommissionDoc
  }
}

export const collections = {
  commissions: {
    version: 2,
    readers: ['audit', 'overview'],
    writers: ['privacy', 'settlement'],
    indexes: {
      trail: ['trailAt'],
      distributor_accrued: ['distributorIds', '-accruedAt', '-_id'],
      distributor_state: ['distributorIds', 'state', '-accruedAt', '-_id'],
      state_release: ['state', 'releaseAt'],
      cycle_id: ['cycle', '_id'],
      crediting: ['crediting'],
      owed_at: ['owedAt'],
      parked_at: ['parkedAt', '_id'],
      accrued: ['-accruedAt'],
    },
  },
} satisfies CollectionSpecs
