import type { CollectionSpecs } from '../../../platform/collections'
import type { MemberDoc } from './member.model'

declare module '../../../platform/collections' {
  interface Collections {
    members: MemberDoc
  }
}

export const collections = {
  members: {
    version: 2,
    personal: true,
    readers: ['checkout', 'distributor', 'sharing'],
    writers: ['binding', 'privacy'],
    indexes: {
      bound: ['boundTo', '-binding.boundAt', '-_id'],
    },
  },
} satisfies CollectionSpecs
