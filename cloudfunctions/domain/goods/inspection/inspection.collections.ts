import type { CollectionSpecs } from '../../../platform/collections'
import type { PictureCheckDoc } from './inspection.model'

declare module '../../../platform/collections' {
  interface Collections {
    pictureChecks: PictureCheckDoc
  }
}

export const collections = {
  pictureChecks: {
    version: 1,
    readers: ['operations'],
    indexes: {
      trail: ['trailAt'],
      due: ['dueAt'],
      asking: ['asking'],
      traces: ['traces'],
      state: ['state', 'decidedAt', '_id'],
    },
  },
} satisfies CollectionSpecs
