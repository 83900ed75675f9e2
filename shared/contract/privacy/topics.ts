import type { TopicsOf } from '../topics'
import type * as calls from './calls'

export const topics: TopicsOf<typeof calls> = {
  'storefront/privacy.texts': ['privacy'],
  'storefront/privacy.agree': ['privacy'],
  'storefront/privacy.export': ['privacy', 'member', 'order', 'distributor'],
  'storefront/privacy.erase': ['privacy', 'member', 'cart', 'distributor'],
}
