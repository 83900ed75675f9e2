import type { TopicsOf } from '../topics'
import type * as calls from './calls'

export const topics: TopicsOf<typeof calls> = {
  'merchant/policy.get': ['policy'],
  'merchant/policy.versions': ['policy'],
  'merchant/policy.save': ['policy'],
}
