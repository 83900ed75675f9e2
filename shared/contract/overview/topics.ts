import type { TopicsOf } from '../topics'
import type * as calls from './calls'

export const topics: TopicsOf<typeof calls> = {
  'merchant/overview.get': [
    'overview',
    'catalog',
    'commission',
    'distributor',
    'inventory',
    'order',
    'refund',
    'settings',
  ],
}
