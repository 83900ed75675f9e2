import type { TopicsOf } from '../topics'
import type * as calls from './calls'

export const topics: TopicsOf<typeof calls> = {
  'storefront/catalog.home': ['catalog', 'inventory'],
  'storefront/catalog.categories': ['catalog'],
  'storefront/catalog.list': ['catalog', 'inventory'],
  'storefront/catalog.product': ['catalog', 'inventory'],
  'merchant/catalog.list': ['catalog', 'inventory'],
  'merchant/catalog.get': ['catalog', 'inventory'],
  'merchant/catalog.categories': ['catalog'],
  'merchant/catalog.create': ['catalog', 'inventory'],
  'merchant/catalog.save': ['catalog'],
  'merchant/catalog.setListed': ['catalog'],
}
