import type { TopicsOf } from '../topics'
import type * as calls from './calls'

export const topics: TopicsOf<typeof calls> = {
  /** Nothing shows it yet: whatever names it touches what shows it. */
  'merchant/picture.upload': [],
}
