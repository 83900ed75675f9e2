import { randomBytes } from '../../random'
import { invalidParam } from '../errors'
import type { AdminRequest, Answer } from '../engine/request'
import { checkStorable } from '../update/validate'
import { parseDoc } from '../value/ejson'
import type { EndpointContext } from './context'
import { wireId } from './fields'

/** `collection.add`, of one document or several. */
export function insertDocument(request: AdminRequest, { store, view, now }: EndpointContext): Answer {
  const collection = store.collection(request.collectionName)
  const texts = Array.isArray(request.data) ? (request.data as unknown[]) : [request.data]
  if (texts.length === 0) throw invalidParam('there is no document to insert')
  const docs = texts.map((text) => {
    const data = parseDoc(text, 'a document', now)
    checkStorable(data, '')
    const { _id = randomBytes(16).toString('hex'), ...rest } = data
    return { _id, ...rest }
  })
  view.insert(collection, docs)
  return { data: { insertedIds: docs.map(({ _id }) => wireId(_id)) } }
}
