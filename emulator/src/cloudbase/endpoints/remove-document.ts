import type { AdminRequest, Answer } from '../engine/request'
import type { EndpointContext } from './context'
import { queryOf } from './fields'

/** `remove`. */
export function removeDocument(request: AdminRequest, context: EndpointContext): Answer {
  const collection = context.store.collection(request.collectionName)
  const limit = request.multi === false ? 1 : Infinity
  const hits = context.view.find(collection, queryOf(request, context), { limit })
  if (hits.length > 0) {
    context.view.change(
      collection,
      hits.map((hit) => ({ hit, after: null, growth: 0 })),
    )
  }
  return { data: { deleted: hits.length } }
}
