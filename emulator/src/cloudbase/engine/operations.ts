import { randomBytes } from 'node:crypto'
import { runPipeline } from '../aggregate/pipeline'
import { DatabaseError, failed, invalidParam } from '../errors'
import { compileQuery } from '../query/compile'
import { compileProjection } from '../query/project'
import { parseOrder } from '../query/sort'
import type { Query } from '../query/types'
import { textOf, type Collection } from '../store/collection'
import type { Store } from '../store/store'
import { compileUpdate, replacement } from '../update/apply'
import { checkStorable } from '../update/validate'
import { parseDoc, parseEjson, stringify } from '../value/ejson'
import { isDoc, type Doc, type Value } from '../value/types'
import type { AdminRequest, Answer } from './request'
import type { Change, Hit, View } from './view'

/** What an operation works with. */
export interface OperationContext {
  readonly store: Store
  readonly view: View
  /** The shop's time: `db.serverDate()`. */
  readonly now: number
  readonly begin: () => void
}

type Operation = (request: AdminRequest, context: OperationContext) => Answer

/** The SDK asks for 100 documents unless told otherwise and the service gives 1000 at most. */
const DEFAULT_LIMIT = 100
const MAX_LIMIT = 1000
const MAX_ANSWER_CHARS = 16 * 1024 * 1024

export const OPERATIONS: Record<string, Operation> = {
  'database.addCollection': addCollection,
  'database.insertDocument': insertDocument,
  'database.getDocument': getDocument,
  'database.calculateDocument': calculateDocument,
  'database.modifyDocument': modifyDocument,
  'database.modifyAndReturnDoc': modifyAndReturnDoc,
  'database.removeDocument': removeDocument,
  'database.aggregateDocuments': aggregateDocuments,
}

function addCollection({ collectionName }: AdminRequest, { store, begin }: OperationContext): Answer {
  if (typeof collectionName !== 'string') throw invalidParam('collectionName is missing')
  if (store.has(collectionName)) {
    throw new DatabaseError('DATABASE_COLLECTION_ALREADY_EXIST', `Table exist: ${collectionName}`)
  }
  begin()
  store.create(collectionName)
  return { data: {} }
}

function insertDocument(request: AdminRequest, { store, view, now }: OperationContext): Answer {
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

/** Ids go back as the SDK hands them on: plain strings and numbers, other types as Extended JSON. */
const wireId = (id: Value): unknown => (typeof id === 'object' ? JSON.parse(stringify(id)) : id)

function getDocument(request: AdminRequest, context: OperationContext): Answer {
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

function checkedList(list: string[]): string[] {
  const length = list.reduce((total, text) => total + text.length, 0)
  if (length > MAX_ANSWER_CHARS) throw failed('the answer is larger than 16 MB')
  return list
}

function calculateDocument(request: AdminRequest, context: OperationContext): Answer {
  const collection = context.store.collection(request.collectionName)
  return { data: { total: context.view.count(collection, queryOf(request, context)) } }
}

function modifyDocument(request: AdminRequest, context: OperationContext): Answer {
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
  { view }: OperationContext,
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

function modifyAndReturnDoc(request: AdminRequest, context: OperationContext): Answer {
  const collection = context.store.collection(request.collectionName)
  const data = parseDoc(request.data, 'data', context.now)
  const length = typeof request.data === 'string' ? request.data.length : 1_000_000
  const update = compileUpdate(data, length)
  const query = queryOf(request, context)
  const [hit] = context.view.find(collection, query, { limit: 1 })
  if (!hit) return { data: { updated: 0, doc: null } }
  const after = update.apply(hit.doc, query.position)
  if (after !== hit.doc) context.view.change(collection, [{ hit, after, growth: update.growth }])
  return { data: { updated: 1, doc: stringify(after) } }
}

function removeDocument(request: AdminRequest, context: OperationContext): Answer {
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

function aggregateDocuments(request: AdminRequest, { store, view, now }: OperationContext): Answer {
  const collection = store.collection(request.collectionName)
  const stages = Array.isArray(request.stages) ? (request.stages as unknown[]) : null
  if (!stages) throw invalidParam('stages must be a list')
  const pipeline = stages.map((stage): [string, Value] => {
    const { stageKey, stageValue } = (stage ?? {}) as { stageKey?: unknown; stageValue?: unknown }
    if (typeof stageKey !== 'string' || typeof stageValue !== 'string') {
      throw invalidParam('a stage needs a stageKey and a stageValue')
    }
    return [stageKey, parseEjson(stageValue, now)]
  })
  const docs = runPipeline(pipeline, { collection, store, view })
  return { data: { list: checkedList(docs.map(stringify)) } }
}

function queryOf(request: AdminRequest, { now }: OperationContext): Query {
  return compileQuery(parseDoc(request.query, 'query', now))
}

function natural(name: string, value: unknown): number {
  if (value === undefined || value === null) return 0
  // As Extended JSON it holds one text; anything else is no number, however deep it is.
  const [text, ...others] = isDoc(value) ? Object.values(value) : []
  const number =
    typeof text === 'string' && others.length === 0 ? parseEjson(JSON.stringify(value), 0) : value
  if (typeof number === 'number' && Number.isInteger(number) && number >= 0) return number
  throw invalidParam(`${name} must be a whole number, 0 or more`)
}
