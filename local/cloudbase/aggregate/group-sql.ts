import type { View } from '../engine/view'
import type { Query } from '../query/types'
import type { Collection } from '../store/collection'
import type { Doc } from '../value/types'

/** Groups within SQL where it can; null where it cannot. */
export function groupInSql(_collection: Collection, _query: Query, _group: Doc, _view: View): Doc[] | null {
  return null
}
