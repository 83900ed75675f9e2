import type { TopicsOf } from '../topics'
import type * as calls from './calls'

export const topics: TopicsOf<typeof calls> = {
  'merchant/refund.create': ['refund', 'order', 'commission', 'inventory'],
}
