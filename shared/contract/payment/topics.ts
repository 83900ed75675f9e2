import type { TopicsOf } from '../topics'
import type * as calls from './calls'

export const topics: TopicsOf<typeof calls> = {
  /** An order whose payment is prepared looks as before: `payment.sync` tells what became of it. */
  'storefront/payment.prepare': [],
  'storefront/payment.sync': ['order'],
  'storefront/payment.close': ['order', 'inventory'],
}
