import type { TopicsOf } from '../topics'
import type * as calls from './calls'

export const topics: TopicsOf<typeof calls> = {
  'storefront/cart.get': ['cart', 'catalog', 'inventory', 'settings'],
  'storefront/cart.add': ['cart'],
  'storefront/cart.setQuantity': ['cart'],
  'storefront/cart.remove': ['cart'],
}
