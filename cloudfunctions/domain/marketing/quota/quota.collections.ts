import type { CollectionSpecs } from '../../../platform/collections'
import type { QuotaDoc } from './quota.model'

declare module '../../../platform/collections' {
  interface Collections {
    quotas: QuotaDoc
  }
}

export const collections = {
  quotas: {
    version: 1,
    readers: ['audit'],
    indexes: {
      quota: ['quotaId', 'shard'],
      watch: ['watchAt'],
    },
  },
} satisfies CollectionSpecs
