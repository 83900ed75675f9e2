import type { CollectionSpecs } from '../../../platform/collections'
import type { ShareDoc, VisitDoc } from './share.model'

declare module '../../../platform/collections' {
  interface Collections {
    shares: ShareDoc
    visits: VisitDoc
  }
}

export const collections = {
  shares: {
    version: 1,
    indexes: {
      distributor: ['distributorId', '-createdAt'],
    },
  },
  visits: {
    version: 1,
    readers: ['centre', 'overview'],
    writers: ['privacy'],
    indexes: {
      distributor_day: ['distributorId', '-day'],
      day: ['-day'],
    },
  },
} satisfies CollectionSpecs
