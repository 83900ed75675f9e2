import type { AdminRequest, Answer } from '../engine/request'
import type { EndpointContext } from './context'
import { queryOf } from './fields'

/** `count`. */
export function calculateDocument(request: AdminRequest, context: EndpointContext): Answer {
  const collection = context.store.collection(request.collectionName)
  return { data: { total: context.view.count(collection, queryOf(request, context)) } }
}
