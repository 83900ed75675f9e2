import type { CollectionSpecs } from '../../../cloudfunctions/platform/collections'

export const collections = {
  trialTemplates: { version: 1, indexes: {} },
  trialCoupons: {
    version: 1,
    indexes: { watch: ['watchAt'], claim: ['claim'], owed_at: ['owedAt'], parked_at: ['parkedAt'] },
  },
} satisfies CollectionSpecs
