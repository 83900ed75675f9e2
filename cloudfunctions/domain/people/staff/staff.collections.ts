import type { CollectionSpecs } from '../../../platform/collections'
import type { ClaimTriesDoc, OwnerCodeDoc, StaffDoc } from './staff.model'

declare module '../../../platform/collections' {
  interface Collections {
    staff: StaffDoc
    ownerCodes: OwnerCodeDoc
    claimTries: ClaimTriesDoc
  }
}

export const collections = {
  staff: {
    version: 1,
    readers: ['overview'],
    indexes: {},
  },
  ownerCodes: { version: 1, indexes: { trail: ['trailAt'] } },
  claimTries: { version: 1, indexes: {} },
} satisfies CollectionSpecs
