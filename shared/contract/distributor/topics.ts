import type { TopicsOf } from '../topics'
import type * as calls from './calls'

export const topics: TopicsOf<typeof calls> = {
  'distributor/distributor.status': ['distributor', 'policy'],
  'distributor/distributor.apply': ['distributor', 'member'],
  'distributor/distributor.leave': ['distributor'],
  'merchant/distributor.setStanding': ['distributor'],
  'merchant/distributor.list': ['distributor', 'member'],
  'merchant/distributor.reveal': ['trail'],
  'merchant/distributor.decide': ['distributor'],
}
