import { randomBytes } from '../../random'
import type { AdminRequest, Answer } from '../engine/request'
import type { Change } from '../engine/view'
import type { Query } from '../query/types'
import type { Collection } from '../store/collection'
import { compileUpdate, replacement } from '../update/apply'
import { parseDoc, stringify } from '../value/ejson'
import type { Doc } from '../value/types'
import type { EndpointContext } from './context'
import { queryOf, wireId } from './fields'

/** `update` and `set`, of one document or of all that match. */
export function modifyDocument(request: AdminRequest, context: EndpointContext): Answer {
  const collection = context.store.collection(request.collectionName)
  const query = queryOf(request, context)
  const data = parseDoc(request.data, 'data', context.now)
  const length = typeof request.data === 'string' ? request.data.length : 1_000_000
  const replaces = request.merge === false
  const update = replaces ? null : compileUpdate(data, length)
  const limit = request.multi === true ? Infinity : 1
  const hits = context.view.find(collection, query, { limit })
  if (hits.length === 0 && request.upsert === true) return upsert(collection, query, request, data, context)
  const changes: Change[] = []
  let refusal: unknown
  for (const hit of hits) {
    try {
      const after = update ? update.apply(hit.doc, query.position) : replacement(hit.doc['_id']!, data)
      if (hit.doc === after || (replaces && same(hit.doc, after))) continue
      changes.push({ hit, after, growth: update?.growth ?? length * 2 + 4096 })
    } catch (error) {
      // As in MongoDB, what an update of many has changed before it meets a document which refuses stays.
      refusal = error
      break
    }
  }
  if (changes.length > 0) context.view.change(collection, changes)
  if (refusal !== undefined) throw refusal
  return { data: { updated: changes.length, upsert_id: null } }
}

const same = (a: Doc, b: Doc): boolean => stringify(a) === stringify(b)

function upsert(
  collection: Collection,
  query: Query,
  request: AdminRequest,
  data: Doc,
  { view }: EndpointContext,
): Answer {
  const id = query.id ?? randomBytes(16).toString('hex')
  const doc =
    request.merge === false
      ? replacement(id, data)
      : compileUpdate(data, 0, true).apply(withEqualities({ _id: id }, query))
  view.insert(collection, [doc])
  return { data: { updated: 0, upsert_id: wireId(id) } }
}

/** An upsert begins with the fields which its query fixes to one value. */
function withEqualities(doc: Doc, query: Query): Doc {
  const fixed: Doc = {}
  for (const [path, bounds] of query.bounds) {
    const point = bounds.find((bound) => bound.kind === 'points' && bound.values.length === 1)
    if (path !== '_id' && point?.kind === 'points') fixed[path] = point.values[0]!
  }
  return Object.keys(fixed).length > 0 ? compileUpdate({ $set: fixed }, 0).apply(doc) : doc
}
