import type { CollectionSpecs } from '../../../platform/collections'
import type { StaffDoc } from './staff.model'

declare module '../../../platform/collections' {
  interface Collections {
    staff: StaffDoc
  }
}

export const collections = {
  staff: {
    version: 1,
    readers: ['overview'],
    indexes: {},
  },
} satisfies CollectionSpecs
