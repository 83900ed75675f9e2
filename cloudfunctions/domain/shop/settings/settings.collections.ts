import type { CollectionSpecs } from '../../../platform/collections'
import type { SettingsDoc } from './settings.model'

declare module '../../../platform/collections' {
  interface Collections {
    settings: SettingsDoc
  }
}

export const collections = {
  settings: {
    version: 1,
    readers: ['binding', 'cart', 'catalog', 'checkout', 'distributor', 'message', 'overview', 'privacy'],
    indexes: {},
  },
} satisfies CollectionSpecs
