import type { TopicsOf } from '../topics'
import type * as calls from './calls'

export const topics: TopicsOf<typeof calls> = {
  'storefront/order.list': ['order', 'refund'],
  'storefront/order.get': ['order', 'refund'],
  'storefront/order.counts': ['order'],
}
