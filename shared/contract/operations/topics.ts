import type { TopicsOf } from '../topics'
import type * as calls from './calls'

export const topics: TopicsOf<typeof calls> = {
  'merchant/operations.parked': ['operations'],
  // Whatever an order or a commission owed has happened then.
  'merchant/operations.retry': ['operations', 'order', 'refund', 'commission', 'inventory'],
}
