import type { TopicsOf } from '../topics'
import type * as calls from './calls'

export const topics: TopicsOf<typeof calls> = {
  'merchant/setup.get': ['settings', 'policy', 'catalog', 'inventory'],
  'merchant/setup.open': ['settings', 'overview'],
}
