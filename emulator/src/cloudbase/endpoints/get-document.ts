import type { AdminRequest, Answer } from '../engine/request'
import type { Hit } from '../engine/view'
import { compileProjection } from '../query/project'
import { parseOrder } from '../query/sort'
import { textOf } from '../store/collection'
import { parseDoc, stringify } from '../value/ejson'
import type { EndpointContext } from './context'
import { checkedList, natural, queryOf } from './fields'

/** The SDK asks for 100 documents unless told otherwise and the service gives 1000 at most. */
const DEFAULT_LIMIT = 100
const MAX_LIMIT = 1000

/** `get`, of a query or of one document. */
export function getDocument(request: AdminRequest, context: EndpointContext): Answer {
  const collection = context.store.collection(request.collectionName)
  const limit = natural('limit', request.limit) || DEFAULT_LIMIT
  const query = queryOf(request, context)
  const hits = context.view.find(collection, query, {
    order: parseOrder(parseDoc(request.order, 'order', context.now)),
    skip: natural('offset', request.offset),
    limit: Math.min(limit, MAX_LIMIT),
  })
  const projection = parseDoc(request.projection, 'projection', context.now)
  const project = Object.keys(projection).length > 0 ? compileProjection(projection, query.position) : null
  return {
    data: { list: checkedList(hits.map((hit) => (project ? stringify(project(hit.doc)) : hitText(hit)))) },
  }
}

const hitText = (hit: Hit): string => (hit.rec ? textOf(hit.rec) : stringify(hit.doc))
