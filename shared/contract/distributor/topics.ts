import type { TopicsOf } from '../topics'
import type * as calls from './calls'

export const topics: TopicsOf<typeof calls> = {
  'distributor/distributor.status': ['distributor', 'policy'],
  'distributor/distributor.apply': ['distributor', 'member'],
  'merchant/distributor.list': ['distributor', 'member'],
  'merchant/distributor.decide': ['distributor'],
}
