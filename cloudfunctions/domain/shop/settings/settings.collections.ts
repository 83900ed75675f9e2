import type { CollectionSpecs } from '../../../platform/collections'
import type { PolicyDoc, SettingsDoc } from './settings.model'

declare module '../../../platform/collections' {
  interface Collections {
    settings: SettingsDoc
    policies: PolicyDoc
  }
}

export const collections = {
  settings: {
    version: 1,
    readers: ['binding', 'cart', 'catalog', 'checkout', 'distributor', 'message', 'overview', 'privacy'],
    indexes: { trail: ['trailAt'] },
  },
  policies: {
    version: 1,
    readers: ['policy'],
    indexes: { version: ['-version', '-_id'] },
  },
} satisfies CollectionSpecs
