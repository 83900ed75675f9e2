import type { CollectionSpecs } from '../../../platform/collections'
import type { LegalTextDoc, PolicyDoc, SettingsDoc } from './settings.model'

declare module '../../../platform/collections' {
  interface Collections {
    settings: SettingsDoc
    policies: PolicyDoc
    legalTexts: LegalTextDoc
  }
}

export const collections = {
  settings: {
    version: 1,
    readers: ['binding', 'cart', 'catalog', 'checkout', 'distributor', 'message', 'overview'],
    indexes: { trail: ['trailAt'] },
  },
  policies: {
    version: 1,
    readers: ['policy'],
    indexes: { version: ['-version', '-_id'] },
  },
  legalTexts: { version: 1, indexes: { last: ['kind', '-version'] } },
} satisfies CollectionSpecs
