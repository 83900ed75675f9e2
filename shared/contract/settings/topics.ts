import type { TopicsOf } from '../topics'
import type * as calls from './calls'

export const topics: TopicsOf<typeof calls> = {
  'merchant/settings.get': ['settings', 'policy'],
  'merchant/settings.save': ['settings', 'privacy', 'catalog', 'overview'],
}
