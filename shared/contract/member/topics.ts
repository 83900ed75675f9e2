import type { TopicsOf } from '../topics'
import type * as calls from './calls'

export const topics: TopicsOf<typeof calls> = {
  /** What entering changes is its own answer: the session. */
  'storefront/member.enter': [],
  'storefront/member.updateProfile': ['member'],
  'storefront/member.addresses': ['member'],
  'storefront/member.saveAddress': ['member'],
  'storefront/member.removeAddress': ['member'],
}
