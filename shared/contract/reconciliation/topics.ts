import type { TopicsOf } from '../topics'
import type * as calls from './calls'

export const topics: TopicsOf<typeof calls> = {
  'merchant/reconciliation.days': ['reconciliation'],
  'merchant/reconciliation.open': ['reconciliation'],
  'merchant/reconciliation.day': ['reconciliation'],
  'merchant/reconciliation.differences': ['reconciliation'],
  'merchant/reconciliation.handle': ['reconciliation'],
  'merchant/reconciliation.bookRefund': ['reconciliation', 'order', 'refund', 'commission', 'inventory'],
  // It books what the mall had missed.
  'merchant/reconciliation.again': ['reconciliation', 'order', 'refund'],
}
