import type { TopicsOf } from '../topics'
import type * as calls from './calls'

export const topics: TopicsOf<typeof calls> = {
  // Not of orders: the one that is placed must not change the bill it was placed from.
  'storefront/order.quote': ['catalog', 'inventory', 'member', 'settings'],
  // Nor of the stock it holds: the last piece would be sold out on the bill of whoever has just bought it.
  'storefront/order.place': ['order', 'cart'],
}
