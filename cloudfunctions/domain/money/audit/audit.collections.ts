import type { CollectionSpecs } from '../../../platform/collections'
import type { AuditDoc } from './audit.model'

declare module '../../../platform/collections' {
  interface Collections {
    audits: AuditDoc
  }
}

export const collections = {
  audits: { version: 1, indexes: { state_day: ['state', '_id'] } },
} satisfies CollectionSpecs
