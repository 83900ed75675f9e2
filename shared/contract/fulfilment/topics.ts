import type { TopicsOf } from '../topics'
import type * as calls from './calls'

export const topics: TopicsOf<typeof calls> = {
  'storefront/fulfilment.receive': ['order', 'commission'],
  'storefront/fulfilment.syncReceipt': ['order', 'commission'],
  'merchant/fulfilment.list': ['fulfilment', 'order', 'refund'],
  'merchant/fulfilment.get': ['fulfilment', 'order', 'refund', 'commission'],
  'merchant/fulfilment.reveal': ['trail'],
  'merchant/fulfilment.ship': ['fulfilment', 'order'],
  'merchant/fulfilment.correct': ['fulfilment', 'order'],
}
