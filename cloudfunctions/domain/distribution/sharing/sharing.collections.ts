import type { CollectionSpecs } from '../../../platform/collections'
import type { CodeDoc, ShareDoc, VisitDoc } from './share.model'

declare module '../../../platform/collections' {
  interface Collections {
    shares: ShareDoc
    codes: CodeDoc
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
  codes: {
    version: 1,
    indexes: {},
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
