import { DatabaseError, invalidParam } from '../errors'
import type { AdminRequest, Answer } from '../engine/request'
import type { EndpointContext } from './context'

/** `db.createCollection`. */
export function addCollection({ collectionName }: AdminRequest, { store, begin }: EndpointContext): Answer {
  if (typeof collectionName !== 'string') throw invalidParam('collectionName is missing')
  if (store.has(collectionName)) {
    throw new DatabaseError('DATABASE_COLLECTION_ALREADY_EXIST', `Table exist: ${collectionName}`)
  }
  begin()
  store.create(collectionName)
  return { data: {} }
}
