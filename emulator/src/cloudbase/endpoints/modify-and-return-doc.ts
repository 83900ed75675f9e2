import type { AdminRequest, Answer } from '../engine/request'
import { compileUpdate } from '../update/apply'
import { parseDoc, stringify } from '../value/ejson'
import type { EndpointContext } from './context'
import { queryOf, wireText } from './fields'

/** `updateAndReturn`. */
export function modifyAndReturnDoc(request: AdminRequest, context: EndpointContext): Answer {
  const collection = context.store.collection(request.collectionName)
  const data = parseDoc(request.data, 'data', context.now)
  const length = typeof request.data === 'string' ? request.data.length : 1_000_000
  const update = compileUpdate(data, length)
  const query = queryOf(request, context)
  const [hit] = context.view.find(collection, query, { limit: 1 })
  if (!hit) return { data: { updated: 0, doc: null } }
  const after = update.apply(hit.doc, query.position)
  if (after !== hit.doc) context.view.change(collection, [{ hit, after, growth: update.growth }])
  return { data: { updated: 1, doc: wireText(stringify(after)) } }
}
