import type { TopicsOf } from '../topics'
import type * as calls from './calls'

export const topics: TopicsOf<typeof calls> = {
  'distributor/sharing.products': ['sharing', 'catalog', 'inventory', 'policy'],
  'distributor/sharing.earning': ['sharing', 'catalog', 'policy'],
  /** The same share always has the same code: nothing that is read changes. */
  'distributor/sharing.create': [],
  'distributor/sharing.code': ['sharing'],
}
